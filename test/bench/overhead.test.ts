import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeBodies } from '../../bench/overhead/bodies.js';
import { languageNames, languages } from '../../bench/overhead/languages.js';
import { mockReply } from '../../bench/overhead/mock-replies.js';
import { UsageError, planFrom } from '../../bench/overhead/plan.js';
import { makeQuestions } from '../../bench/overhead/questions.js';
import { caseResult, passThrough, quantiles } from '../../bench/overhead/result.js';
import type { Measured } from '../../bench/overhead/rounds.js';
import { anthropicMessages } from '../../src/proxy/dialects/anthropic-messages.js';
import { openaiChat } from '../../src/proxy/dialects/openai-chat.js';
import { openaiCompletions } from '../../src/proxy/dialects/openai-completions.js';
import { openaiResponses } from '../../src/proxy/dialects/openai-responses.js';
import type { JsonObject } from '../../src/proxy/prompt.js';

const noFlags = {
  quick: false,
  dialect: undefined,
  entries: undefined,
  mockPort: undefined,
  peers: [],
  peerHeaders: [],
};
const dialects = {
  chat: openaiChat,
  responses: openaiResponses,
  completions: openaiCompletions,
  messages: anthropicMessages,
};

describe('the bodies of the overhead bench', () => {
  const shapes = languageNames.flatMap(dialect =>
    (['json', 'stream'] as const).flatMap(form =>
      ([500, 200_000] as const).map(bodyBytes => ({ dialect, form, bodyBytes })),
    ),
  );

  test.each(shapes)('have the size they claim and a meaning in $dialect: $form, $bodyBytes bytes', shape => {
    const body = makeBodies(shape, 1).fresh();
    expect(body).toHaveLength(shape.bodyBytes);
    const facts = dialects[shape.dialect].read(JSON.parse(body.toString()) as JsonObject);
    expect(facts).toMatchObject({ stream: shape.form === 'stream', serverState: false, toolNames: [] });
    expect(facts.turns.at(-1)?.text).toContain('mark-0');
  });

  test('never repeat unless they are meant to, not even across series', () => {
    const makers = [1, 2].map(series => makeBodies({ dialect: 'chat', form: 'json', bodyBytes: 500 }, series));
    const all = makers.flatMap(maker => [maker.repeated, ...Array.from({ length: 300 }, () => maker.fresh())]);
    expect(new Set(all.map(String)).size).toBe(all.length);
    expect(makers[0]!.repeated.equals(makers[0]!.repeated)).toBe(true);
  });
});

describe('the mock provider of the overhead bench', () => {
  test.each(languageNames)('answers completely and with usage in %s, whole and in 200 pieces of text', name => {
    const dialect = dialects[name];
    const { whole, events } = mockReply(`/v1${languages[name].path}?beta=true`)!;
    const counted = { end: 'complete', empty: false, usage: { input: 120, output: 200 } };
    expect(dialect.readWhole(whole)).toMatchObject(counted);
    const watch = dialect.watchStream();
    for (const event of events.slice(0, -1)) {
      expect(watch.feed(event, false).equals(event)).toBe(true);
      expect(watch.ended).toBe(false);
    }
    watch.feed(events.at(-1)!, false);
    expect(watch.ended).toBe(true);
    expect(watch.finding()).toMatchObject(counted);
    expect(events.filter(event => event.includes(' word'))).toHaveLength(name === 'responses' ? 204 : 200);
  });

  test('has no answer on any other path', () => {
    expect(mockReply('/v1/embeddings')).toBeUndefined();
  });
});

test('a case in another language than chat says so in its name', () => {
  const plan = { form: 'json', bodyBytes: 500, concurrency: 1 } as const;
  expect(caseResult({ ...plan, dialect: 'chat' }, [])).toMatchObject({ name: 'json 500 B c=1', dialect: 'chat' });
  expect(caseResult({ ...plan, dialect: 'messages' }, [])).toMatchObject({ name: 'messages json 500 B c=1' });
});

test('what a proxy adds is told as a multiple of what one that does nothing adds, where that adds anything', () => {
  const plan = { dialect: 'chat', form: 'json', bodyBytes: 500, concurrency: 1 } as const;
  const measured = (name: string, totalMs: number): Measured => ({
    target: { name } as Measured['target'],
    counted: Array.from({ length: 20 }, () => ({ firstByteMs: totalMs, totalMs, outcome: '' })),
    outcomes: {},
    errors: 0,
    firstError: undefined,
    cpuMs: undefined,
    wallMs: undefined,
  });
  const times = (passThroughMs: number) =>
    caseResult(plan, [
      measured('direct', 1),
      measured(passThrough, passThroughMs),
      measured('tuppence miss', 2.5),
    ]).targets.map(({ target, addedP10Ms, timesPassThrough }) => [target, addedP10Ms, timesPassThrough]);
  expect(times(1.5)).toEqual([
    ['direct', null, null],
    ['pass-through', 0.5, 1],
    ['tuppence miss', 1.5, 3],
  ]);
  expect(times(0.9).at(-1)).toEqual(['tuppence miss', 1.5, null]);
});

test('the questions all ask different things, and none is among the rephrasings', () => {
  const questions = makeQuestions(0, 16_400);
  const asked = new Set(questions.map(question => question.asked));
  expect(asked.size).toBe(questions.length);
  const rephrased = questions.flatMap(question => question.rephrased);
  expect(rephrased.length).toBeGreaterThan(questions.length / 4);
  expect(rephrased.filter(text => asked.has(text))).toEqual([]);
});

test('a quantile is always one of the values, with its share of them at or below it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1 }), values => {
      const { p10, p50, p99 } = quantiles(values);
      const share = (limit: number | null): number => values.filter(value => value <= limit!).length / values.length;
      expect(values).toEqual(expect.arrayContaining([p10, p50, p99]));
      expect(share(p10)).toBeGreaterThanOrEqual(0.1);
      expect(share(p50)).toBeGreaterThanOrEqual(0.5);
      expect(share(p99)).toBeGreaterThanOrEqual(0.99);
    }),
  );
  expect(quantiles([])).toEqual({ p10: null, p50: null, p99: null });
});

describe('the flags of the overhead bench', () => {
  test('name a peer, its base URL and its headers', () => {
    const { peers } = planFrom({
      ...noFlags,
      peers: ['one=http://127.0.0.1:1/v1/', 'two=http://127.0.0.1:2'],
      peerHeaders: ['one:x-provider=openai', 'two:x-host=http://127.0.0.1:9/v1'],
    });
    expect(peers).toEqual([
      { name: 'one', url: 'http://127.0.0.1:1/v1', headers: { 'x-provider': 'openai' } },
      { name: 'two', url: 'http://127.0.0.1:2', headers: { 'x-host': 'http://127.0.0.1:9/v1' } },
    ]);
  });

  test('make a quick run smaller in every case', () => {
    const full = planFrom(noFlags);
    const quick = planFrom({ ...noFlags, quick: true });
    for (const [i, one] of quick.cases.entries()) expect(one.requests).toBeLessThan(full.cases[i]!.requests);
    expect(quick.semantic.entries).toBeLessThan(full.semantic.entries);
  });

  test('measure chat alone unless told, one language, or all of them', () => {
    const spoken = (dialect: string | undefined): readonly string[] =>
      planFrom({ ...noFlags, dialect }).cases.map(one => one.dialect);
    expect(new Set(spoken(undefined))).toEqual(new Set(['chat']));
    expect(new Set(spoken('messages'))).toEqual(new Set(['messages']));
    expect(new Set(spoken('all'))).toEqual(new Set(languageNames));
    expect(spoken('all')).toHaveLength(4 * spoken('chat').length);
  });

  test.each([
    ['--dialect', { dialect: 'latin' }],
    ['--peer', { peers: ['no-url'] }],
    ['--peer-header', { peers: ['a=http://127.0.0.1:1'], peerHeaders: ['a=b'] }],
    ['--entries', { entries: 'many' }],
    ['--mock-port', { mockPort: '70000' }],
  ])('are refused with the name of the one that is wrong: %s', (flag, wrong) => {
    expect(() => planFrom({ ...noFlags, ...wrong })).toThrow(UsageError);
    expect(() => planFrom({ ...noFlags, ...wrong })).toThrow(flag);
  });
});
