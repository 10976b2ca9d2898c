import { describe, expect, test } from 'vitest';
import type { Settings } from '../../src/protocol/settings.js';
import { openCatalogue, type PricedProvider } from '../../src/proxy/record/catalogue.js';
import { costOf } from '../../src/proxy/record/cost.js';
import { makePriceOf } from '../../src/proxy/record/prices.js';
import type { Usage } from '../../src/proxy/wire.js';
import { noonMs, settingsOf, tokens } from './settlement.js';

const catalogue = openCatalogue();

function cost(
  provider: PricedProvider,
  model: string,
  usage: Partial<Usage>,
  atMs = noonMs,
  prices: Settings['prices'] = {},
) {
  return costOf(tokens(usage), makePriceOf(settingsOf({ prices }), catalogue)(provider, model, atMs));
}

const named = (name: string): PricedProvider => ({ name });
const openai = named('openai');
const anthropic = named('anthropic');
const gemini: PricedProvider = { name: 'gemini', priceId: 'google' };
const deepseek = named('deepseek');
const openrouter = named('openrouter');
const perplexity = named('perplexity');

// The last column is worked out by hand from the providers' price lists: tokens times dollars per million tokens is
// micro-dollars.
describe('the cost of a request', () => {
  test.each<[what: string, PricedProvider, model: string, Partial<Usage>, microUsd: number | null]>([
    ['input and output', openai, 'gpt-4o', { input: 1_000, output: 100 }, 2_500 + 1_000],
    ['one input token, rounded half up', openai, 'gpt-4o', { input: 1 }, 3],
    ['one output token', openai, 'gpt-4o', { output: 1 }, 10],
    ['a mini model', openai, 'gpt-4o-mini', { input: 1_000_000, output: 1_000_000 }, 150_000 + 600_000],
    ['3 mini tokens, 0.45 rounded down', openai, 'gpt-4o-mini', { input: 3 }, 0],
    ['10 mini tokens, 1.5 rounded up', openai, 'gpt-4o-mini', { input: 10 }, 2],
    ['parts of 0.75 and 0.6 rounded once, together', openai, 'gpt-4o-mini', { input: 5, output: 1 }, 1],
    ['cached input at half', openai, 'gpt-4o', { input: 1_000, cachedInput: 2_000, output: 10 }, 2_500 + 2_500 + 100],
    ['cached input at a tenth', openai, 'gpt-5', { cachedInput: 10_000 }, 1_250],
    ['only cached input, 2.5 rounded up', openai, 'gpt-4.1-nano', { cachedInput: 100 }, 3],
    ['a quarter for cached input', openai, 'gpt-4.1', { input: 300, cachedInput: 1_200, output: 50 }, 600 + 600 + 400],
    ['a nano model', openai, 'gpt-5-nano', { input: 12_345, output: 678 }, 888],
    [
      'a model without a cached price: as input',
      openai,
      'gpt-5-pro',
      { cachedInput: 1_000, output: 10 },
      15_000 + 1_200,
    ],
    [
      'reasoning inside the output',
      openai,
      'o4-mini',
      { input: 1_000, output: 5_000, reasoning: 4_000 },
      1_100 + 22_000,
    ],
    ['nothing at all', openai, 'gpt-4o', {}, 0],
    ['embeddings, which have no output price', openai, 'text-embedding-3-small', { input: 50 }, 1],
    ['output of a model without an output price', openai, 'text-embedding-3-small', { input: 50, output: 1 }, null],
    ['tokens of a model that is priced by the hour', openai, 'whisper-1', { input: 10 }, null],
    ['a model in the middle of the pack', openai, 'gpt-5-mini', { input: 999, output: 1 }, 252],
    ['a million and one tokens', openai, 'gpt-4.1-mini', { input: 1_000_001 }, 400_000],
    ['271,999 tokens before the long-context price', openai, 'gpt-5.4', { input: 271_999 }, 679_998],
    ['272,000 tokens, all at the long-context price', openai, 'gpt-5.4', { input: 272_000 }, 1_360_000],
    [
      'long context reached with cached tokens',
      openai,
      'gpt-5.4',
      { input: 1_000, cachedInput: 271_000 },
      5_000 + 135_500,
    ],
    ['output after a long context', openai, 'gpt-5.4', { input: 300_000, output: 1_000 }, 1_500_000 + 22_500],
    ['Claude', anthropic, 'claude-haiku-4-5', { input: 1_000, output: 500 }, 1_000 + 2_500],
    [
      'writing the prompt cache',
      anthropic,
      'claude-haiku-4-5',
      { input: 10, cacheWrite: 4_000, output: 1 },
      10 + 5_000 + 5,
    ],
    ['reading the prompt cache', anthropic, 'claude-haiku-4-5', { cachedInput: 4_000 }, 400],
    [
      'all four kinds',
      anthropic,
      'claude-opus-4-1',
      { input: 100, cachedInput: 1_000, cacheWrite: 200, output: 10 },
      7_500,
    ],
    ['200,000 tokens, still short', anthropic, 'claude-sonnet-4-5', { input: 200_000 }, 600_000],
    ['200,001 tokens, long', anthropic, 'claude-sonnet-4-5', { input: 200_001 }, 1_200_006],
    ['a long context of cache writes', anthropic, 'claude-sonnet-4-5', { cacheWrite: 200_001, output: 2 }, 1_500_053],
    ['an old small model', anthropic, 'claude-3-haiku', { input: 1_000, cacheWrite: 100, output: 100 }, 250 + 30 + 125],
    ['Gemini under another name', gemini, 'gemini-2.5-flash', { input: 1_000, cachedInput: 1_000, output: 100 }, 580],
    ['Gemini with its collection in front', gemini, 'models/gemini-2.5-flash', { input: 1_000 }, 300],
    ['a long Gemini context', gemini, 'gemini-2.5-pro', { input: 200_001, output: 1_000 }, 500_003 + 15_000],
    ['a cache write where it has no price: as input', gemini, 'gemini-2.5-flash-lite', { cacheWrite: 1_000 }, 100],
    [
      'Mistral, cached input without a price',
      named('mistral'),
      'mistral-large-latest',
      { cachedInput: 500, output: 100 },
      1_600,
    ],
    ['Groq', named('groq'), 'llama-3.3-70b-versatile', { input: 1_000, output: 1_000 }, 590 + 790],
    ['a price per request beside the tokens', perplexity, 'sonar', { input: 100, output: 100 }, 12_000 + 200],
    [
      'reasoning with a price of its own',
      perplexity,
      'sonar-deep-research',
      { output: 300, reasoning: 200 },
      800 + 600,
    ],
    ['a model named with its maker', openrouter, 'openai/gpt-4o', { input: 1_000, output: 100 }, 3_500],
    ['a maker’s Claude', openrouter, 'anthropic/claude-sonnet-4.5', { input: 10, cachedInput: 1_000, output: 10 }, 480],
    ['a dated snapshot', openai, 'gpt-4o-2024-08-06', { input: 1_000, output: 100 }, 3_500],
    ['a snapshot with a price of its own', openai, 'gpt-4o-2024-05-13', { input: 1_000, output: 100 }, 6_500],
    ['a dated Claude', anthropic, 'claude-haiku-4-5-20251001', { input: 1_000 }, 1_000],
    ['a dated snapshot behind a maker', openrouter, 'openai/gpt-4o-2024-08-06', { input: 1_000 }, 2_500],
    ['another spelling of case', openai, 'GPT-4o', { input: 1_000 }, 2_500],
    [
      'the demo, at the prices of what it plays',
      { name: 'demo', priceId: 'openai' },
      'gpt-4o',
      { input: 1_000 },
      2_500,
    ],
    [
      'a provider known by its address',
      { name: 'work', url: 'https://api.openai.com/v1' },
      'gpt-4o',
      { input: 1_000 },
      2_500,
    ],
    ['a model nobody lists', openai, 'gpt-99-ultra', { input: 1_000 }, null],
    ['a model that only begins like a listed one', openai, 'gpt-4o-nonsense', { input: 1_000 }, null],
    ['a local model', { name: 'ollama', url: 'http://127.0.0.1:11434/v1' }, 'llama3:8b', { input: 1_000 }, null],
    [
      'a local provider with a well-known model',
      { name: 'my-openai', url: 'http://127.0.0.1:8000/v1' },
      'gpt-4o',
      { input: 9 },
      null,
    ],
    ['an empty model name', openai, '', { input: 1 }, null],
    ['a model named like a part of every object', openai, 'constructor', { input: 1 }, null],
  ])('%s', (_what, provider, model, usage, expected) => {
    expect(cost(provider, model, usage)).toBe(expected);
  });

  test.each<[what: string, model: string, day: number, microUsd: number]>([
    ['before a price went down', 'o3', Date.UTC(2025, 5, 9), 10_000],
    ['after it went down', 'o3', Date.UTC(2025, 5, 10), 2_000],
    ['long after', 'o3', noonMs, 2_000],
  ])('is that of its day: %s', (_what, model, atMs, expected) => {
    expect(cost(openai, model, { input: 1_000 }, atMs)).toBe(expected);
  });

  test('is that of its hour where a provider has cheap hours', () => {
    expect(cost(deepseek, 'deepseek-chat', { input: 1_000 }, Date.UTC(2026, 10, 20, 12))).toBe(270);
    expect(cost(deepseek, 'deepseek-chat', { input: 1_000 }, Date.UTC(2026, 10, 20, 20))).toBe(135);
  });
});

describe('a cost that the provider reports', () => {
  test.each<[PricedProvider, string]>([
    [openai, 'gpt-4o'],
    [named('ollama'), 'llama3'],
  ])('wins over arithmetic, known model or not', (provider, model) => {
    expect(cost(provider, model, { input: 1_000, reportedCost: 42 })).toBe(42);
  });

  test('of nothing is nothing, not unknown', () => {
    expect(cost(openai, 'gpt-4o', { input: 1_000, reportedCost: 0 })).toBe(0);
  });
});

describe('the user’s own prices', () => {
  const own = { inputUsdPerMTok: 1, outputUsdPerMTok: 2 };
  const full = { ...own, cachedInputUsdPerMTok: 0.1, cacheWriteUsdPerMTok: 1.3 };
  const usage = { input: 1_000, cachedInput: 1_000, cacheWrite: 1_000, output: 1_000 };

  test.each<[what: string, prices: Settings['prices'], microUsd: number | null]>([
    ['win over the catalogue by model', { 'gpt-4o': full }, 1_000 + 100 + 1_300 + 2_000],
    ['win by provider and model', { 'openai:gpt-4o': full }, 4_400],
    ['by provider and model win over those by model', { 'openai:gpt-4o': full, 'gpt-4o': own }, 4_400],
    ['without a cached or a write price charge input', { 'gpt-4o': own }, 1_000 + 1_000 + 1_000 + 2_000],
    ['of another provider do not count', { 'azure:gpt-4o': own }, 2_500 + 1_250 + 2_500 + 10_000],
    ['of another model do not count', { 'gpt-4': own }, 16_250],
    ['of nothing make a model free', { 'gpt-4o': { inputUsdPerMTok: 0, outputUsdPerMTok: 0 } }, 0],
  ])('%s', (_what, prices, expected) => {
    expect(cost(openai, 'gpt-4o', usage, noonMs, prices)).toBe(expected);
  });

  test('give a local model a price', () => {
    expect(cost(named('ollama'), 'llama3:8b', { input: 10, output: 10 }, noonMs, { 'ollama:llama3:8b': own })).toBe(30);
  });

  test('below a micro-dollar per million tokens do not turn into nothing by themselves', () => {
    const tiny = { inputUsdPerMTok: 0.000_001, outputUsdPerMTok: 0 };
    expect(cost(openai, 'gpt-4o', { input: 500_000 }, noonMs, { 'gpt-4o': tiny })).toBe(1);
  });
});
