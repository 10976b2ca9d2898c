import { describe, expect, test } from 'vitest';
import { expectedMark } from '../../src/proxy/demo/mark.js';
import { demoDay } from '../../src/proxy/demo/workload/day.js';
import { requestKinds, type DemoRequest, type RequestKind } from '../../src/proxy/demo/workload/types.js';

const day = demoDay();
const all = day.flat();
const of = (kind: RequestKind) => all.filter(request => request.kind === kind);
const share = (...kinds: readonly RequestKind[]) => kinds.flatMap(of).length / all.length;
const words = (request: DemoRequest) => request.body.messages.at(-1)?.content ?? '';
/** Everything but the last message: where it differs, two requests cannot be compared at all. */
const setting = ({ body }: DemoRequest) =>
  JSON.stringify({ ...body, stream: 0, stream_options: 0, messages: body.messages.slice(0, -1) });
const position = new Map(all.map((request, index) => [request.id, index]));
const firstOf = (request: DemoRequest) => all.find(({ topic, of }) => topic === request.of && of === undefined);

test('the day has at least 320 requests with unique ids, and every kind', () => {
  expect(all.length).toBeGreaterThanOrEqual(320);
  expect(new Set(all.map(request => request.id)).size).toBe(all.length);
  expect(requestKinds.filter(kind => of(kind).length === 0)).toEqual([]);
});

test('the day is the same each time', () => {
  expect(demoDay()).toEqual(day);
});

test.each([
  ['repeats', ['repeat', 'together'], 0.15, 0.21],
  ['rewordings', ['reworded'], 0.1, 0.15],
  ['near misses', ['near-miss'], 0.08, 0.15],
  ['small side jobs', ['title', 'commit', 'classifier'], 0.12, 0.18],
  ['agent turns', ['agent'], 0.16, 0.24],
  ['requests asked for the first time', ['fresh', 'follow-up', 'pasted'], 0.24, 0.4],
] as const)('%s have an honest share of the day', (_name, kinds, least, most) => {
  expect(share(...kinds)).toBeGreaterThanOrEqual(least);
  expect(share(...kinds)).toBeLessThanOrEqual(most);
});

describe('what comes back', () => {
  test.each(['repeat', 'together', 'reworded', 'near-miss'] as const)('%s points to an earlier request', kind => {
    for (const request of of(kind)) {
      const first = firstOf(request);
      expect(first, request.id).toBeDefined();
      expect(position.get(first!.id)!, request.id).toBeLessThan(position.get(request.id)!);
    }
  });

  test('a repeat is the same to the byte, from the same client', () => {
    for (const request of of('repeat')) {
      const first = firstOf(request)!;
      expect(request.body).toEqual(first.body);
      expect(request.client).toBe(first.client);
    }
  });

  test('a rewording has the topic of the question, other words and the same setting', () => {
    for (const request of of('reworded')) {
      const first = firstOf(request)!;
      expect(request.topic).toBe(first.topic);
      expect(words(request), request.id).not.toBe(words(first));
      expect(setting(request)).toBe(setting(first));
    }
  });

  test('a near miss has a topic of its own and the same setting, so that a loose cache could go wrong', () => {
    for (const request of of('near-miss')) {
      const first = firstOf(request)!;
      expect(request.topic).not.toBe(request.of);
      expect(words(request)).not.toBe(words(first));
      expect(setting(request)).toBe(setting(first));
    }
  });

  test('two tools that ask together are in one moment', () => {
    for (const request of of('together')) {
      const moment = day.find(candidate => candidate.includes(request))!;
      expect(moment.some(other => other.topic === request.topic && other.client !== request.client)).toBe(true);
    }
  });
});

test('the same messages never have two topics, so that every mark has one right answer', () => {
  const topics = new Map<string, string>();
  for (const { body, topic } of all) {
    const mark = expectedMark(body.messages);
    expect(topics.get(mark) ?? topic).toBe(topic);
    topics.set(mark, topic);
  }
});

test('topics are written once: only what comes back shares one', () => {
  const firsts = all.filter(request => !['repeat', 'reworded', 'together'].includes(request.kind));
  expect(new Set(firsts.map(request => request.topic)).size).toBe(firsts.length);
});

describe('what assistants send', () => {
  test('most requests ask for a strong model', () => {
    const strong = all.filter(request => ['gpt-5', 'gpt-4.1', 'gpt-4o'].includes(request.body.model));
    expect(strong.length / all.length).toBeGreaterThan(0.9);
  });

  test('agent sessions grow by what was said, in order, with three to seven tool calls', () => {
    const sessionOf = ({ topic }: DemoRequest) => topic.replace(/-\d+$/, '');
    const sessions = new Set(of('agent').map(sessionOf));
    expect(sessions.size).toBeGreaterThanOrEqual(10);
    for (const session of sessions) {
      const requests = of('agent').filter(request => sessionOf(request) === session);
      requests.slice(1).forEach((request, index) => {
        const before = requests[index]!.body.messages;
        expect(request.body.messages.slice(0, before.length)).toEqual(before);
        expect(request.body.messages.length).toBeGreaterThan(before.length);
      });
      const calls = requests.at(-1)!.body.messages.filter(message => message.role === 'tool').length;
      expect(calls).toBeGreaterThanOrEqual(3);
      expect(calls).toBeLessThanOrEqual(7);
    }
  });

  test('every tool result answers a call that stands before it', () => {
    for (const { body } of of('agent')) {
      body.messages.forEach((message, index) => {
        if (message.role !== 'tool') return;
        expect(body.messages[index - 1]?.tool_calls?.[0]?.id).toBe(message.tool_call_id);
      });
    }
  });

  test('pasted texts are 10 to 60 kB', () => {
    for (const request of of('pasted')) {
      expect(words(request).length).toBeGreaterThan(10_000);
      expect(words(request).length).toBeLessThan(60_000);
    }
  });

  test('commit messages come with a diff and labels with a schema', () => {
    for (const request of of('commit')) expect(words(request)).toMatch(/^diff --git a\//);
    for (const request of of('classifier')) expect(request.body['response_format']).toBeDefined();
  });
});
