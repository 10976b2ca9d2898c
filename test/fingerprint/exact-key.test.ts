import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactKey, partitionKey } from '../../src/proxy/fingerprint/exact-key.js';
import type { Json, JsonObject } from '../../src/proxy/prompt.js';
import { chat, makePrompt, openai, tool, type Changes } from './make-prompt.js';

const body = chat(
  [
    ['system', 'Answer briefly.'],
    ['user', 'How do I reverse a list in Python?'],
  ],
  { temperature: 0.2, max_tokens: 100, tools: [tool], response_format: { type: 'text' } },
);
const key = exactKey(makePrompt(body));

/** Fields that say how a reply is delivered or billed, not what it says. */
const withoutEffect: JsonObject = {
  stream: true,
  stream_options: { include_usage: true },
  metadata: { a: 'b' },
  user: 'somebody',
  safety_identifier: 'x',
  prompt_cache_key: 'y',
  prompt_cache_retention: '24h',
  store: false,
  service_tier: 'flex',
};

describe('the exact key', () => {
  test('is a SHA-256 in hex', () => expect(key).toMatch(/^[0-9a-f]{64}$/));

  test.each(Object.entries(withoutEffect))('does not see %s', (name, value) => {
    expect(exactKey(makePrompt({ ...body, [name]: value }))).toBe(key);
  });

  test('changes with any other field of the body', () => {
    const name = fc.string({ minLength: 1 }).filter(text => !(text in withoutEffect) || text === '__proto__');
    const value = fc.jsonValue({ maxDepth: 1, stringUnit: 'binary' }) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(name, value, (field, changed) => {
        fc.pre(!['client_metadata', 'cache_control', 'messages', 'model'].includes(field));
        fc.pre(JSON.stringify(body[field]) !== JSON.stringify(changed));
        expect(exactKey(makePrompt({ ...body, [field]: changed }))).not.toBe(key);
      }),
    );
  });

  test('changes with every character of every text', () => {
    const text = 'How do I reverse a list in Python?';
    fc.assert(
      fc.property(fc.nat(text.length), fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }), (at, added) => {
        const changed = text.slice(0, at) + added + text.slice(at);
        expect(exactKey(ask(changed))).not.toBe(exactKey(ask(text)));
      }),
    );
  });

  test.each([
    ['how do I reverse a list in Python?', 'case'],
    ['How do I reverse a list in Python', 'a missing question mark'],
    ['How do I reverse a list in Python? ', 'a space at the end'],
    ['How do I  reverse a list in Python?', 'a double space'],
    ['How do I reverse a list in Ｐython?', 'a full-width letter'],
  ])('tells "%s" apart (%s)', text => {
    expect(exactKey(ask(text))).not.toBe(exactKey(ask('How do I reverse a list in Python?')));
  });

  test('tells lone surrogates apart, which are the same bytes in UTF-8', () => {
    const keys = ['a\ud800', 'a\ud801', 'a\ufffd'].map(text => exactKey(ask(text)));
    expect(new Set(keys).size).toBe(3);
  });

  test('tells whole numbers apart that are the same once parsed', () => {
    const seeds = ['9007199254740992', '9007199254740993'].map(seed =>
      exactKey(makePrompt({}, { raw: JSON.stringify({ ...body, seed: 0 }).replace('"seed":0', `"seed":${seed}`) })),
    );
    expect(seeds[0]).not.toBe(seeds[1]);
  });

  test('does not see the order of keys', () => {
    const turned = Object.fromEntries<Json>(Object.entries(body).reverse());
    expect(exactKey(makePrompt(turned))).toBe(key);
  });
});

const apart: readonly (readonly [string, Changes])[] = [
  ['tenant', { origin: { tenant: 'tenant-b' } }],
  ['provider', { origin: { provider: { ...openai, name: 'other' } } }],
  ['address of the provider', { origin: { provider: { ...openai, url: 'http://127.0.0.1:1/v1' } } }],
  ['workspace', { controls: { workspace: 'w' } }],
  ['namespace', { controls: { namespace: 'n' } }],
  ['workspace that reads like a namespace', { controls: { workspace: 'n', namespace: 'w' } }],
  ['route override', { controls: { route: 'cheap' } }],
  ['switched-off routing', { controls: { route: 'off' } }],
  ['path', { path: '/other' }],
  ['query', { query: '?beta=true' }],
  ['API version', { headers: { 'anthropic-version': '2026-10-21' } }],
  ['beta', { headers: { 'anthropic-beta': 'context-1m' } }],
  ['OpenAI beta', { headers: { 'openai-beta': 'assistants=v2' } }],
  ['organisation', { headers: { 'openai-organization': 'org' } }],
  ['project', { headers: { 'openai-project': 'proj' } }],
];

describe('both keys', () => {
  test.each(apart)('keep another %s apart', (_, changes) => {
    expect(exactKey(makePrompt(body, changes))).not.toBe(key);
    expect(partitionKey(makePrompt(body, changes), [])).not.toBe(partitionKey(makePrompt(body), []));
  });

  test('are all different from each other', () => {
    const keys = apart.map(([, changes]) => exactKey(makePrompt(body, changes)));
    expect(new Set([key, ...keys]).size).toBe(apart.length + 1);
  });

  test('see betas as a set, without those that only count or bill', () => {
    const betas = (list: string): string => exactKey(makePrompt(body, { headers: { 'anthropic-beta': list } }));
    expect(betas('b-1, a-1')).toBe(betas('a-1,b-1'));
    expect(betas('claude-code-20250219,thinking-token-count-2026-05-13')).toBe(key);
    expect(betas('a-1')).not.toBe(key);
  });

  test('do not see other headers', () => {
    expect(exactKey(makePrompt(body, { headers: { 'user-agent': 'x', 'x-request-id': '1' } }))).toBe(key);
  });
});

describe('the partition', () => {
  test('stays when only the last user text changes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(partitionKey(ask(a), [])).toBe(partitionKey(ask(b), []));
      }),
    );
  });

  test.each([
    [
      'the system prompt',
      chat([
        ['system', 'Answer at length.'],
        ['user', 'x'],
      ]),
    ],
    [
      'the model',
      chat(
        [
          ['system', 'Be brief.'],
          ['user', 'x'],
        ],
        { model: 'gpt-4.1-mini' },
      ),
    ],
    [
      'a parameter',
      chat(
        [
          ['system', 'Be brief.'],
          ['user', 'x'],
        ],
        { top_p: 0.5 },
      ),
    ],
    [
      'an earlier turn',
      chat([
        ['system', 'Be brief.'],
        ['user', 'w'],
        ['user', 'x'],
      ]),
    ],
  ])('changes with %s', (_, other) => {
    const own = chat([
      ['system', 'Be brief.'],
      ['user', 'x'],
    ]);
    expect(partitionKey(makePrompt(other), [])).not.toBe(partitionKey(makePrompt(own), []));
  });

  test('changes with the envelopes that were taken out of the text', () => {
    const partitions = [[], ['a'], ['a', 'b'], ['b', 'a'], ['ab']].map(list => partitionKey(makePrompt(body), list));
    expect(new Set(partitions).size).toBe(5);
  });

  test('is never an exact key', () => expect(partitionKey(makePrompt(body), [])).not.toBe(key));
});

function ask(text: string): ReturnType<typeof makePrompt> {
  return makePrompt(chat([['user', text]]));
}
