import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { openaiResponses } from '../../src/proxy/dialects/openai-responses.js';
import type { Json, JsonObject } from '../../src/proxy/prompt.js';
import type { ReplayedBody, StoredReply } from '../../src/proxy/wire.js';
import { streamCases, wholeCases } from './openai-responses-fixtures/cases.js';

const clock = { nowMs: () => 1_800_000_000_000, tickMs: () => 0 };
let ids = 0;
const newId = () => `fresh${String(++ids)}`;

function kept(form: StoredReply['form'], body: Buffer | string): StoredReply {
  const usage = { input: 1, cachedInput: 0, cacheWrite: 0, output: 1, reasoning: 0 };
  return { dialect: 'openai-responses', form, body: Buffer.from(body), usage, modelServed: 'm', providerServed: 'p' };
}
function fixture(file: string): Buffer {
  return readFileSync(new URL(`openai-responses-fixtures/${file}`, import.meta.url));
}
function text(body: ReplayedBody): string {
  return body.kind === 'whole' ? body.body.toString() : Buffer.concat(body.events).toString();
}
function replay(stored: StoredReply, stream: boolean): string {
  return text(openaiResponses.replay(stored, { stream, usage: true }, newId, clock));
}
interface Event extends JsonObject {
  readonly type: string;
  readonly sequence_number: number;
}
function eventsOf(stream: string): readonly Event[] {
  return stream
    .split('\n\n')
    .filter(event => event !== '')
    .map(event => JSON.parse(event.slice(event.indexOf('data: ') + 6)) as Event);
}

/** What OpenAI's own SDK makes of the bytes, without a network: the whole, and what the deltas of each item grew to. */
async function throughSdk(stream: string) {
  const client = new OpenAI({
    apiKey: 'k',
    maxRetries: 0,
    fetch: () => Promise.resolve(new Response(stream, { headers: { 'content-type': 'text/event-stream' } })),
  });
  const run = client.responses.stream({ model: 'm', input: 'x' });
  const grown = new Map<number, string>();
  run.on('response.output_text.delta', event => grown.set(event.output_index, event.snapshot));
  run.on('response.function_call_arguments.delta', event => grown.set(event.output_index, event.snapshot));
  const final = JSON.parse(JSON.stringify(await run.finalResponse())) as JsonObject;
  return { final, grown: [...grown.values()] };
}

/** Without ids, and without what the SDK adds for convenience. */
function plain(value: Json | undefined): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(plain);
  if (typeof value !== 'object' || value === null) return value ?? null;
  const left = Object.entries(value).filter(
    ([key]) =>
      !['id', 'item_id', 'call_id', 'output_text', 'output_parsed', 'parsed', 'parsed_arguments'].includes(key),
  );
  return Object.fromEntries(left.map(([key, inner]) => [key, plain(inner)]));
}

const goodStreams = streamCases.filter(({ expected }) => expected.end === 'complete');
const goodWholes = wholeCases.filter(({ expected }) => expected.end === 'complete');

describe('a stored stream', () => {
  it.each(goodStreams)('with $about comes back event for event', ({ file }) => {
    const bytes = fixture(file).toString();
    const again = replay(kept('stream', bytes), true);
    const known = new Map<string, string>();
    // Every change is one id for another, always the same.
    const parts = again.split(/"(?=[a-z]+_fresh\d+")|(?<=fresh\d+)"/);
    expect(parts.length % 2).toBe(1);
    let at = 0;
    parts.forEach((part, index) => {
      if (index % 2 === 0) {
        expect(bytes.slice(at, at + part.length)).toBe(part);
        at += part.length;
        return;
      }
      const end = bytes.indexOf('"', at + 1);
      const old = bytes.slice(at + 1, end);
      expect(known.get(old) ?? part).toBe(part);
      known.set(old, part);
      at = end + 1;
    });
    expect(at).toBe(bytes.length);
    expect(new Set(known.values()).size).toBe(known.size);
  });

  it.each(goodStreams)('with $about says the same unstreamed', ({ file, expected }) => {
    const whole = JSON.parse(replay(kept('stream', fixture(file)), false)) as JsonObject;
    expect(whole).toMatchObject({ object: 'response', status: 'completed', model: expected.model });
    const found = openaiResponses.readWhole(Buffer.from(JSON.stringify(whole)));
    expect({ ...found, answerChars: 0 }).toEqual({ ...expected, answerChars: 0 });
  });

  it('gives the items back that its terminal event left out', () => {
    const whole = JSON.parse(replay(kept('stream', fixture('output-left-out.sse')), false)) as JsonObject;
    expect(whole['output']).toMatchObject([{ type: 'message', content: [{ text: 'Told before.' }] }]);
  });
});

describe('a stored whole reply', () => {
  it.each(goodWholes)('with $about becomes a stream that the SDK reads as the same', async ({ file }) => {
    const bytes = fixture(file);
    const stream = replay(kept('whole', bytes), true);
    const original = JSON.parse(bytes.toString()) as JsonObject;
    expect(plain((await throughSdk(stream)).final)).toEqual(plain(original));
    expect(plain(JSON.parse(replay(kept('stream', stream), false)) as JsonObject)).toEqual(plain(original));
  });

  it.each(goodWholes)('with $about becomes events in their order', ({ file }) => {
    const stream = replay(kept('whole', fixture(file)), true);
    const events = eventsOf(stream);
    expect(events.map(event => event.sequence_number)).toEqual(events.map((_event, index) => index));
    expect(events.slice(0, 2).map(({ type }) => type)).toEqual(['response.created', 'response.in_progress']);
    expect(events.at(-1)?.type).toBe('response.completed');
    for (const { type } of events) expect(stream).toContain(`event: ${type}\ndata: {"type":"${type}"`);
    expect(events[0]).toMatchObject({ response: { status: 'in_progress', output: [], usage: null } });
  });

  it('tells a text from its opening to its end', () => {
    const types = eventsOf(replay(kept('whole', fixture('annotations.body')), true)).map(({ type }) => type);
    expect(types.slice(2, -1)).toEqual([
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.annotation.added',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
    ]);
  });

  it('tells every kind of item in deltas that add up to it', () => {
    const added = (file: string, type: string) =>
      eventsOf(replay(kept('whole', fixture(file)), true))
        .filter(event => event.type === type)
        .map(event => event['delta'] as string)
        .join('');
    expect(added('parallel-calls.body', 'response.function_call_arguments.delta')).toBe('{"path":"a"}{"path":"b"}');
    expect(added('custom-call.body', 'response.custom_tool_call_input.delta')).toBe('*** Begin Patch\n*** End Patch\n');
    expect(added('reasoning-summary.body', 'response.reasoning_summary_text.delta')).toContain('Merge keeps history.');
    expect(added('reasoning-text.body', 'response.reasoning_text.delta')).toBe('Two plus two.');
    expect(added('refusal.body', 'response.refusal.delta')).toBe('I cannot help with that.');
  });

  it('says the same after any way there and back, whatever the answer is', async () => {
    const answer = fc.record({
      said: fc.string({ unit: 'grapheme', maxLength: 80 }),
      thought: fc.string({ unit: 'binary', maxLength: 40 }),
      wanted: fc.array(fc.json(), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(answer, async ({ said, thought, wanted }) => {
        const output = [
          { id: 'rs_1', type: 'reasoning', summary: [{ type: 'summary_text', text: thought }] },
          {
            id: 'msg_1',
            type: 'message',
            role: 'assistant',
            status: 'completed',
            content: [{ type: 'output_text', text: said, annotations: [], logprobs: [] }],
          },
          ...wanted.map((json, index) => {
            const id = String(index);
            return { id: `fc_${id}`, type: 'function_call', call_id: `call_${id}`, name: 'f', arguments: json };
          }),
        ];
        const original = { id: 'resp_1', object: 'response', status: 'completed', model: 'm', output } as const;
        const stream = replay(kept('whole', JSON.stringify(original)), true);
        const back = JSON.parse(replay(kept('stream', stream), false)) as JsonObject;
        expect(plain(back)).toEqual(plain(original as unknown as JsonObject));
        const { final, grown } = await throughSdk(stream);
        expect(plain(final['output'])).toEqual(plain(output as unknown as Json));
        expect(grown).toEqual([said, ...wanted].filter(said => said !== ''));
      }),
      { numRuns: 50 },
    );
  });
});

describe('the ids of a replay', () => {
  it.each(['parallel-calls.sse', 'reasoning-summary.sse', 'text-then-call.sse'])('of %s are all fresh', file => {
    const bytes = fixture(file).toString();
    const old = new Set(bytes.match(/"(?:resp|msg|fc|rs|call)_0\w+"/g));
    for (const stream of [true, false]) {
      const again = replay(kept('stream', bytes), stream);
      expect([...old].filter(id => again.includes(id))).toEqual([]);
      const kinds = new Set([...old].map(id => id.slice(1).split('_')[0]));
      expect(new Set(again.match(/(?<=")[a-z]+(?=_fresh\d+")/g))).toEqual(kinds);
    }
  });

  it.each(['stored.sse', 'stored.body'])('of %s are the true ones, because the provider knows it by them', file => {
    const form = file.endsWith('.sse') ? 'stream' : 'whole';
    const bytes = fixture(file).toString();
    expect(replay(kept(form, bytes), form === 'stream')).toBe(bytes);
    expect(replay(kept(form, bytes), form !== 'stream')).toContain('"msg_0a12"');
  });

  it('are the true ones where a provider does not say whether it keeps the reply', () => {
    const unsaid = fixture('text.body').toString().replace('"store": false,', '');
    expect(unsaid).not.toContain('"store"');
    expect(replay(kept('whole', unsaid), true)).toContain('"id":"msg_0a11"');
  });

  it.each(['reasoning-encrypted.sse', 'reasoning-encrypted.body'])(
    'of %s leave the encrypted item its own, because it cannot be opened under another',
    file => {
      const form = file.endsWith('.sse') ? 'stream' : 'whole';
      for (const stream of [true, false]) {
        const again = replay(kept(form, fixture(file)), stream);
        expect(again).toContain('"rs_0b02"');
        expect(again).not.toMatch(/"(?:resp|msg)_0b02"/);
      }
    },
  );

  it('are put in nowhere but in fields that hold ids', () => {
    const again = replay(kept('stream', fixture('ids-that-are-words.sse')), true);
    expect(again).toContain('"type":"message"');
    expect(again).toContain('"delta":"1"');
    expect(again).not.toContain('"id":"1"');
    expect(again).not.toContain('"item_id":"1"');
  });
});

describe('an error in a stream', () => {
  it('is thrown by the SDK with its words', async () => {
    const stream = openaiResponses.errorEvent(502, 'stream_cut', 'It broke: try "again".\nSecond line');
    await expect(throughSdk(stream)).rejects.toThrow('It broke: try "again".\nSecond line');
  });

  it('has its fields where the reference has them too', () => {
    const [event] = eventsOf(openaiResponses.errorEvent(502, 'stream_cut', 'It broke.'));
    expect(event).toMatchObject({ type: 'error', code: 'stream_cut', message: 'It broke.', param: null });
  });
});
