import { describe, expect, test } from 'vitest';
import { openCatalogue } from '../../src/proxy/record/catalogue.js';
import { costOf } from '../../src/proxy/record/cost.js';
import { makePriceOf } from '../../src/proxy/record/prices.js';
import { cleanUsage } from '../../src/proxy/record/usage.js';
import { anthropicCases } from './costs/anthropic.js';
import type { CostCase } from './costs/case.js';
import { openaiCases } from './costs/openai.js';
import { deepseekCases, geminiCases, localCases, openrouterCases, otherCases } from './costs/others.js';
import { noonMs, settingsOf } from './settlement.js';

const catalogue = openCatalogue();

function costIn({ provider, model, usage, atMs = noonMs, prices = {} }: CostCase, usual: string): number | null {
  if (usage === undefined) throw new Error('The reply tells no usage.');
  const priceOf = makePriceOf(settingsOf({ prices }), catalogue);
  return costOf(cleanUsage(usage), priceOf(provider ?? { name: usual }, model, atMs));
}

const groups: readonly (readonly [name: string, usual: string, cases: readonly CostCase[]])[] = [
  ['OpenAI', 'openai', openaiCases],
  ['Anthropic', 'anthropic', anthropicCases],
  ['Gemini', 'gemini', geminiCases],
  ['OpenRouter', 'openrouter', openrouterCases],
  ['DeepSeek', 'deepseek', deepseekCases],
  ['others', 'others', otherCases],
  ['a local server', 'ollama', localCases],
];

describe.each(groups)('the cost at %s', (_name, usual, cases) => {
  test.each(cases)('of $what', one => {
    expect(costIn(one, usual)).toBe(one.microUsd);
  });
});
