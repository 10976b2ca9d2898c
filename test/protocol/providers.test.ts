import { describe, expect, it } from 'vitest';
import { doubtAboutKey, keyedProviders } from '../../src/protocol/providers.js';
import { knownProviders } from '../../src/proxy/providers/all.js';

describe('providers that take a key', () => {
  it('are those that the proxy knows', () => {
    const known = knownProviders.filter(({ auth }) => auth !== 'none').map(({ name }) => name);
    expect(keyedProviders.map(({ name }) => name).toSorted()).toEqual(known.toSorted());
  });
});

describe('the shape of a key', () => {
  const tail = 'abcdefghijklmnopqrstuvwxyz';
  it.each([
    ['openai', `sk-${tail}`],
    ['openai', `  sk-proj-${tail}\n`],
    ['anthropic', `sk-ant-${tail}`],
    ['deepseek', `sk-${tail}`],
    ['gemini', `AIza${tail}`],
    ['mistral', tail],
    ['groq', `gsk_${tail}`],
    ['acme', tail],
  ])('of %s is right', (provider, key) => {
    expect(doubtAboutKey(key, provider)).toBeUndefined();
  });

  it.each([
    ['openai', '', 'refused', /Paste the key/],
    ['openai', 'sk-short', 'refused', /too short/],
    ['openai', `sk-${tail} ${tail}`, 'refused', /one word/],
    ['acme', `schlüssel-${tail}`, 'refused', /one word/],
    ['openai', `sk-ant-${tail}`, 'doubtful', /a key of Anthropic, not of OpenAI/],
    ['anthropic', `gsk_${tail}`, 'doubtful', /a key of Groq, not of Anthropic/],
    ['anthropic', `sk-${tail}`, 'doubtful', /usually begin with sk-ant-/],
    ['mistral', `sk-or-${tail}`, 'doubtful', /a key of OpenRouter/],
  ])('of %s: %s is %s', (provider, key, kind, message) => {
    expect(doubtAboutKey(key, provider)).toEqual({ kind, message: expect.stringMatching(message) as string });
  });
});
