import { expect, test } from 'vitest';
import { isSmallByName } from '../../src/proxy/route/ceiling.js';

test.each([
  ['gpt-4.1-nano', true],
  ['o4-mini-2025-04-16', true],
  ['claude-haiku-4-5', true],
  ['gemini-2.5-flash', true],
  ['mistral-small-latest', true],
  ['qwen3:8b', true],
  ['gpt-4.1', false],
  ['gemini-2.5-pro', false],
  ['claude-opus-4-5', false],
  ['llama-3.3-70b-instruct', false],
  ['administrator', false],
])('%s is the small one of its family: %s', (model, small) => {
  expect(isSmallByName(model)).toBe(small);
});
