import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnswerError, readAnswer } from '../../../src/extension/language-model/answer.js';

interface Said {
  readonly text: string;
  readonly calls: readonly { callId: string; name: string; input: object }[];
}

/** Reads a stream that comes in these pieces. */
function read(pieces: readonly string[]): Said {
  let text = '';
  const calls: { callId: string; name: string; input: object }[] = [];
  const reader = readAnswer({ text: piece => (text += piece), toolCall: call => void calls.push(call) });
  for (const piece of pieces) if (reader.push(piece)) return { text, calls };
  reader.end();
  return { text, calls };
}

const event = (chunk: unknown): string => `data: ${JSON.stringify(chunk)}\n\n`;
const delta = (part: object, finish: string | null = null): string =>
  event({ choices: [{ index: 0, delta: part, finish_reason: finish }] });
const piece = (index: number, id: string | undefined, name: string | undefined, args: string): string =>
  delta({
    tool_calls: [
      {
        index,
        ...(id === undefined ? {} : { id, type: 'function' }),
        function: { ...(name === undefined ? {} : { name }), arguments: args },
      },
    ],
  });
const done = 'data: [DONE]\n\n';

const talk =
  ': ping\n\n' +
  delta({ role: 'assistant', content: '' }) +
  delta({ content: 'Na' }) +
  delta({ content: 'ïve 東京 🙂' }) +
  piece(0, 'c0', 'read', '') +
  piece(0, undefined, undefined, '{"path":') +
  piece(0, undefined, undefined, '"a"}') +
  piece(1, 'c1', 'list', '{}') +
  delta({}, 'tool_calls') +
  event({ choices: [], usage: { prompt_tokens: 1 } }) +
  done;
const said: Said = {
  text: 'Naïve 東京 🙂',
  calls: [
    { callId: 'c0', name: 'read', input: { path: 'a' } },
    { callId: 'c1', name: 'list', input: {} },
  ],
};

describe('an answer that is streamed', () => {
  it('is the same however the stream is cut, and with either line end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(talk.length), { maxLength: 30 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        (cuts, end) => {
          const whole = talk.replaceAll('\n', end);
          const places = [...new Set([0, ...cuts, whole.length])].toSorted((a, b) => a - b);
          const pieces = places.slice(1).map((to, index) => whole.slice(places[index], to));
          expect(read(pieces)).toEqual(said);
        },
      ),
    );
  });

  it('gives calls by their index, also when they come interleaved', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 1, 2), { minLength: 1, maxLength: 40 }), order => {
        const inputs = [{ a: '{"' }, { b: [1, 2] }, {}];
        const rest = inputs.map(input => Array.from(JSON.stringify(input)));
        let stream = '';
        const begun = new Set<number>();
        for (const index of [...order, ...Array.from({ length: 60 }, (_, at) => at % 3)]) {
          const letter = rest[index]!.shift();
          if (letter === undefined) continue;
          stream += piece(
            index,
            begun.has(index) ? undefined : `c${index}`,
            begun.has(index) ? undefined : `t${index}`,
            letter,
          );
          begun.add(index);
        }
        const { calls } = read([stream, delta({}, 'tool_calls'), done]);
        expect(calls.toSorted((a, b) => a.callId.localeCompare(b.callId))).toEqual(
          inputs.map((input, index) => ({ callId: `c${index}`, name: `t${index}`, input })),
        );
      }),
    );
  });

  it('tells a call as soon as the next one has begun', () => {
    const calls: string[] = [];
    const reader = readAnswer({ text: () => undefined, toolCall: ({ callId }) => void calls.push(callId) });
    reader.push(piece(0, 'c0', 'a', '{"x":1}'));
    expect(calls).toEqual([]);
    reader.push(piece(1, 'c1', 'b', ''));
    expect(calls).toEqual(['c0']);
    reader.push(delta({}, 'tool_calls') + done);
    expect(calls).toEqual(['c0', 'c1']);
  });

  it('is over at [DONE], whatever comes behind it', () => {
    expect(read([delta({ content: 'x' }), done + delta({ content: 'never' })])).toEqual({ text: 'x', calls: [] });
  });

  it('may end without [DONE] where the model has said why it stopped', () => {
    expect(read([delta({ content: 'x' }, 'stop')])).toEqual({ text: 'x', calls: [] });
    expect(read([delta({ content: 'x' }, 'stop').trimEnd()])).toEqual({ text: 'x', calls: [] });
  });

  it('takes calls from gateways that leave out the index or the id', () => {
    const bare = (id: string | undefined, name: string, args: string): string =>
      delta({ tool_calls: [{ ...(id === undefined ? {} : { id }), function: { name, arguments: args } }] });
    expect(read([bare('a', 'x', '{}') + bare('b', 'y', '{"z":1}'), done]).calls).toEqual([
      { callId: 'a', name: 'x', input: {} },
      { callId: 'b', name: 'y', input: { z: 1 } },
    ]);
    expect(read([bare(undefined, 'x', ''), done]).calls).toEqual([{ callId: 'call_0', name: 'x', input: {} }]);
  });

  const faults: readonly (readonly [string, readonly string[], AnswerError['reason'], RegExp])[] = [
    ['breaks off', [delta({ content: 'x' })], 'broken-off', /broke off/],
    ['breaks off in an event', ['data: {"choices":[{"del'], 'broken-off', /broke off/],
    ['is empty', [''], 'broken-off', /broke off/],
    [
      'reports an error',
      [event({ error: { message: 'The model is overloaded.' } })],
      'reported',
      /^The model is overloaded\.$/,
    ],
    ['reports an error without words', [event({ error: {} })], 'reported', /without a word/],
    [
      'calls a tool with half of its arguments',
      [piece(0, 'c', 'read', '{"a":') + delta({}, 'length') + done],
      'bad-tool-call',
      /'read'.*length limit/,
    ],
    [
      'calls a tool with no JSON',
      [piece(0, 'c', 'read', 'a.ts') + delta({}, 'tool_calls') + done],
      'bad-tool-call',
      /'read'.*not JSON/,
    ],
  ];
  it.each(faults)('fails with a sentence where it %s', (_, pieces, reason, words) => {
    expect(() => read(pieces)).toThrow(AnswerError);
    expect(() => read(pieces)).toThrow(
      expect.objectContaining({ reason, message: expect.stringMatching(words) as unknown }) as Error,
    );
  });

  it('passes over what it does not know', () => {
    expect(
      read([
        'event: note\ndata: hello\n\n',
        'data: null\n\n',
        'data: []\n\n',
        delta({ content: null, reasoning_content: 'hm' }),
        delta({ refusal: 'No.' }, 'stop'),
        done,
      ]),
    ).toEqual({ text: 'No.', calls: [] });
  });
});
