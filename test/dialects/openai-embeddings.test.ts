import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openaiEmbeddings } from '../../src/proxy/dialects/openai-embeddings.js';
import { fingerprint } from '../../src/proxy/fingerprint/fingerprint.js';
import type { JsonObject } from '../../src/proxy/prompt.js';
import type { BadRequestError } from '../../src/proxy/prompt.js';
import type { StoredReply } from '../../src/proxy/wire.js';
import { dialectContract } from '../contract/dialect.js';
import { makePrompt } from '../fingerprint/make-prompt.js';

const request = { model: 'text-embedding-3-small', input: ['How are you?'], dimensions: 3, encoding_format: 'float' };

// Replies have no id, and one form only: what the contract asks of replays does not apply.
dialectContract(openaiEmbeddings, {
  request,
  streams: [],
  wholes: [],
  withoutEffect: { user: 'u', stream: false, metadata: { a: 'b' }, service_tier: 'flex' },
});

function reply(parts: object = {}): Buffer {
  const data = [{ object: 'embedding', index: 0, embedding: [0.1, -2e-5, 3] }];
  const usage = { prompt_tokens: 8, total_tokens: 8 };
  return Buffer.from(JSON.stringify({ object: 'list', data, model: 'text-embedding-3-small', usage, ...parts }));
}

describe('reading a request for embeddings', () => {
  it.each([
    [{ input: 'x' }, 'missing_model'],
    [{ model: 'm' }, 'invalid_input'],
    [{ model: 'm', input: null }, 'invalid_input'],
    [{ model: 'm', input: { text: 'x' } }, 'invalid_input'],
  ])('refuses %j with reason %s', (body, reason) => {
    expect(() => openaiEmbeddings.read(body)).toThrow(expect.objectContaining({ reason }) as BadRequestError);
  });

  it.each([
    ['x', 'x'],
    [['x', 'y'], 'x\ny'],
    [[1, 2], ''],
    [[[1], [2]], ''],
  ])('reads the text of %j', (input, said) => {
    expect(openaiEmbeddings.read({ model: 'm', input })).toMatchObject({
      stream: false,
      turns: [{ role: 'other', text: said }],
    });
  });

  it('is served from a repeat of itself and from nothing else', () => {
    const body = { model: 'm', input: 'How do I undo the last commit in git?' };
    const facts = openaiEmbeddings.read(body);
    const asked = { ...makePrompt({ model: 'm', messages: [] }), dialect: openaiEmbeddings, body, facts };
    expect(fingerprint(asked)).toMatchObject({ cacheability: 'exact', loose: undefined });
  });

  it.each<JsonObject>([
    { encoding_format: 'base64' },
    { dimensions: 2 },
    { input: 'How are you' },
    { input_type: 'query' },
  ])('keeps apart what is asked with %j', more => {
    expect(openaiEmbeddings.canonical({ ...request, ...more })).not.toEqual(openaiEmbeddings.canonical(request));
  });

  it('reads a text and a list of it as the same', () => {
    expect(openaiEmbeddings.canonical({ ...request, input: 'How are you?' })).toEqual(
      openaiEmbeddings.canonical(request),
    );
  });
});

describe('reading embeddings', () => {
  const usage = { input: 8, cachedInput: 0, cacheWrite: 0, output: 0, reasoning: 0 };
  const good = {
    usage,
    model: 'text-embedding-3-small',
    end: 'complete',
    calledTools: false,
    refused: false,
    empty: false,
    answerChars: 0,
  };

  it.each([
    ['vectors of numbers', reply(), good],
    ['spaces', Buffer.from(JSON.stringify(JSON.parse(reply().toString()), undefined, 2)), good],
    ['vectors in base64', reply({ data: [{ embedding: 'zczMPQ==', index: 0 }] }), good],
    ['only a total', reply({ usage: { total_tokens: 8 } }), good],
    ['no usage', reply({ usage: undefined }), { ...good, usage: undefined }],
    ['no vectors', reply({ data: [] }), { ...good, empty: true }],
  ])('with %s', (_name, body, expected) => {
    expect(openaiEmbeddings.readWhole(body)).toEqual(expected);
  });

  it.each([
    '',
    '[]',
    '{}',
    '{"data":{}}',
    '{"data":[1',
    '{"\\q":1}',
    '<html>',
    '{"error":{"message":"no"}}',
    '{"data":[] x',
  ])('calls %j broken', text => {
    expect(openaiEmbeddings.readWhole(Buffer.from(text))).toMatchObject({ end: 'broken', empty: true });
  });

  it('never takes a reply that was cut for a whole one', () => {
    const whole = reply();
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), length => {
        expect(openaiEmbeddings.readWhole(whole.subarray(0, length)).end).toBe('broken');
      }),
    );
  });
});

it('gives stored embeddings back byte for byte', () => {
  const body = reply();
  const stored: StoredReply = {
    dialect: 'openai-embeddings',
    form: 'whole',
    body,
    usage: { input: 8, cachedInput: 0, cacheWrite: 0, output: 0, reasoning: 0 },
    modelServed: 'm',
    providerServed: 'p',
  };
  const clock = { nowMs: () => 0, tickMs: () => 0 };
  const again = openaiEmbeddings.replay(stored, { stream: false, usage: true }, () => 'fresh', clock);
  expect(again).toEqual({ kind: 'whole', body });
});
