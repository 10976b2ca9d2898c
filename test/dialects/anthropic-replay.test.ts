import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anthropicMessages } from '../../src/proxy/dialects/anthropic-messages.js';
import type { JsonObject } from '../../src/proxy/prompt.js';
import type { StoredReply } from '../../src/proxy/wire.js';
import { sampleOf, streamCases, wholeCases } from './anthropic-fixtures/cases.js';

const clock = { nowMs: () => 1_800_000_000_000, tickMs: () => 0 };
const usage = { input: 12, cachedInput: 0, cacheWrite: 0, output: 9, reasoning: 0 };

function stored(form: StoredReply['form'], body: Buffer | JsonObject): StoredReply {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  return { dialect: 'anthropic-messages', form, body: bytes, usage, modelServed: 'm', providerServed: 'p' };
}

function replay(reply: StoredReply, stream: boolean): string {
  let made = 0;
  const newId = () => `fresh${String(++made)}`;
  const body = anthropicMessages.replay(reply, { stream, usage: false }, newId, clock);
  return body.kind === 'whole' ? body.body.toString() : Buffer.concat(body.events).toString();
}

function wholeOf(reply: StoredReply): JsonObject {
  return JSON.parse(replay(reply, false)) as JsonObject;
}

function fixture(file: string): Buffer {
  return sampleOf([...streamCases, ...wholeCases].find(sample => sample.file === file)!).bytes;
}

const kept = { streams: streamCases.filter(isKept), wholes: wholeCases.filter(isKept) };
function isKept({ expected }: (typeof streamCases)[number]): boolean {
  return expected.end === 'complete' && expected.usage !== undefined;
}

describe('replaying a reply as it came', () => {
  it.each([...kept.streams, ...kept.wholes])('changes nothing but ids in one with $about', ({ file }) => {
    const form = file.endsWith('.sse') ? 'stream' : 'whole';
    const bytes = fixture(file);
    const again = replay(stored(form, bytes), form === 'stream');
    const ids = /(?:msg|toolu|srvtoolu|mcptoolu)_(?:bdrk_)?\w+/g;
    expect(again.replace(ids, 'ID')).toBe(bytes.toString().replace(ids, 'ID'));
    expect(new Set(again.match(ids)).size).toBe(new Set(bytes.toString().match(ids)).size);
    for (const id of again.match(ids) ?? []) expect(id).toMatch(/_fresh\d+$/);
  });

  it('keeps results linked to their calls and the prefixes of the calls', () => {
    const again = replay(stored('stream', fixture('web-search.sse')), true);
    expect(again.match(/srvtoolu_\w+/g)).toEqual(['srvtoolu_fresh2', 'srvtoolu_fresh2']);
    expect(replay(stored('stream', fixture('called-by-code.sse')), true)).toContain('"tool_id":"srvtoolu_fresh2"');
  });

  it('leaves an id alone where it is only spoken of or is that of something else', () => {
    const content = [
      { type: 'text', text: 'msg_1' },
      { type: 'hologram', id: 'holo_1' },
    ];
    const whole = wholeOf(stored('whole', { id: 'msg_1', type: 'message', content, stop_reason: 'end_turn' }));
    expect(whole).toMatchObject({ id: 'msg_fresh1', content });
  });
});

describe('a stream given whole', () => {
  it.each([
    ['unicode.sse', [{ type: 'text', text: 'Да — 東京 🙂 e\u0301 \u2028.' }]],
    [
      'tool.sse',
      [
        { type: 'text', text: 'Looking.' },
        {
          type: 'tool_use',
          id: 'toolu_fresh2',
          name: 'read_file',
          input: { path: 'src/a.ts', note: 'say "message_stop"' },
        },
      ],
    ],
    ['tool-only.sse', [{ type: 'tool_use', id: 'toolu_fresh2', name: 'now', input: {} }]],
    [
      'parallel-tools.sse',
      [
        { type: 'tool_use', id: 'toolu_fresh2', name: 'read', input: { p: 1 } },
        { type: 'tool_use', id: 'toolu_fresh3', name: 'list', input: { d: '.' } },
      ],
    ],
    [
      'thinking.sse',
      [
        { type: 'thinking', thinking: 'The list is short.', signature: 'EqQBCkYIAxgC+sig/==' },
        { type: 'text', text: 'Sort it.' },
      ],
    ],
    [
      'broken-tool-input.sse',
      [{ type: 'tool_use', id: 'toolu_fresh2', name: 'write', input: { INVALID_JSON: '{"text": "half' } }],
    ],
    ['input-at-start.sse', [{ type: 'tool_use', id: 'toolu_fresh2', name: 'go', input: { x: 1 } }]],
    [
      'unknown-block.sse',
      [
        { type: 'hologram', shape: { w: 1, h: 2 }, voxel: 'ab' },
        { type: 'text', text: 'See above.' },
      ],
    ],
    [
      'compaction.sse',
      [
        { type: 'compaction', content: 'They built a parser.' },
        { type: 'text', text: 'On we go.' },
      ],
    ],
  ])('has the content of %s', (file, content) => {
    expect(wholeOf(stored('stream', fixture(file)))['content']).toEqual(content);
  });

  it('lists the citations of a text', () => {
    const [text] = wholeOf(stored('stream', fixture('citations.sse')))['content'] as JsonObject[];
    expect(text).toMatchObject({
      text: 'Grass is green.',
      citations: [{ document_title: 'Colours' }, { document_title: null, start_page_number: 2 }],
    });
  });

  it('has the figures of the end where they are given and those of the beginning where not', () => {
    expect(wholeOf(stored('stream', fixture('usage-nulls.sse')))['usage']).toEqual({
      input_tokens: 30,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 64,
      output_tokens: 4,
    });
    expect(wholeOf(stored('stream', fixture('stop-sequence.sse')))).toMatchObject({
      type: 'message',
      stop_reason: 'stop_sequence',
      stop_sequence: 'three',
    });
    expect(wholeOf(stored('stream', fixture('code-execution.sse')))['container']).toMatchObject({
      id: 'container_011C',
    });
  });
});

describe('a whole reply given as a stream', () => {
  it.each(kept.wholes)('says the same in one with $about, and is put together again as it was', ({ file }) => {
    const whole = stored('whole', fixture(file));
    const events = replay(whole, true);
    expect(wholeOf(stored('stream', Buffer.from(events)))).toEqual(wholeOf(whole));
  });

  it.each(kept.wholes)('has named events in the order of the dialect in one with $about', ({ file }) => {
    const events = replay(stored('whole', fixture(file)), true)
      .trimEnd()
      .split('\n\n');
    const names = events.map(event => {
      const [, name, data] = /^event: (\w+)\ndata: (\{.*\})$/su.exec(event) ?? [];
      expect((JSON.parse(data ?? '{}') as JsonObject)['type']).toBe(name);
      return name;
    });
    expect(names.join(' ')).toMatch(
      /^message_start (?:content_block_start (?:content_block_delta )*content_block_stop )*message_delta message_stop$/,
    );
  });

  it('carries usage from its first event on, even when the provider gave none', () => {
    const reply = { id: 'msg_1', type: 'message', model: 'm', content: [], stop_reason: 'end_turn' };
    const [start, delta] = replay(stored('whole', reply), true).split('\n\n');
    expect(start).toMatch(/"input_tokens":12.*"output_tokens":0/);
    expect(delta).toMatch(/"input_tokens":12.*"output_tokens":9/);
  });

  it('gives any text back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (text, thinking) => {
        const content = [
          { type: 'thinking', thinking, signature: 's' },
          { type: 'text', text },
          { type: 'tool_use', id: 'toolu_1', name: 'n', input: { [text]: thinking } },
        ];
        const whole = stored('whole', {
          id: 'msg_1',
          type: 'message',
          content,
          stop_reason: 'tool_use',
          usage: { input_tokens: 1, output_tokens: 2 },
        });
        const back = wholeOf(stored('stream', Buffer.from(replay(whole, true))));
        expect(back['content']).toEqual(wholeOf(whole)['content']);
      }),
    );
  });
});

describe('an error', () => {
  it.each([
    [400, 'invalid_request_error'],
    [401, 'authentication_error'],
    [402, 'billing_error'],
    [403, 'permission_error'],
    [404, 'not_found_error'],
    [405, 'invalid_request_error'],
    [413, 'request_too_large'],
    [429, 'rate_limit_error'],
    [500, 'api_error'],
    [502, 'api_error'],
    [504, 'timeout_error'],
    [529, 'overloaded_error'],
  ])('with status %i is a %s', (status, type) => {
    const body = { type: 'error', error: { type, message: 'Why.', code: 'some_reason' } };
    expect(anthropicMessages.error(status, 'some_reason', 'Why.')).toEqual(body);
    expect(anthropicMessages.errorEvent(status, 'some_reason', 'Why.')).toBe(
      `event: error\ndata: ${JSON.stringify(body)}\n\n`,
    );
  });
});
