import { describe, expect, test } from 'vitest';
import { openCatalogue, type PricedProvider } from '../../src/proxy/record/catalogue.js';
import { makePriceOf } from '../../src/proxy/record/prices.js';
import { toRow } from '../../src/proxy/record/settle.js';
import type { StoredRow } from '../../src/proxy/record/columns.js';
import type { LedgerRow } from '../../src/proxy/rooms/ledger-row.js';
import type { Provider } from '../../src/proxy/rooms/provider.js';
import { autoModel } from '../../src/proxy/rooms/plan.js';
import { openai, planOf, settingsOf, settlementOf, tokens, type SettlementWords } from './settlement.js';

const catalogue = openCatalogue();
const local: Provider = { ...openai, name: 'ollama', url: 'http://127.0.0.1:11434/v1', auth: 'none' };
const known: readonly PricedProvider[] = [openai, local];

function row(words: SettlementWords, settings: unknown = {}): StoredRow {
  const read = settingsOf(settings);
  return toRow(settlementOf(words), {
    settings: read,
    priceOf: makePriceOf(read, catalogue),
    provider: name => known.find(provider => provider.name === name) ?? { name },
  });
}

const money = ({ cost, baseline, saved, savedBy, wouldSave, estimated }: LedgerRow) => ({
  cost,
  baseline,
  saved,
  savedBy,
  wouldSave,
  estimated,
});
const target = (provider: Provider, model: string) => ({ provider, key: undefined, model });
const routed = (provider: Provider, model: string) => ({ plan: { acted: true, target: target(provider, model) } });
const plain = { wouldSave: null, estimated: false };

// gpt-4o costs $2.50 and $10 per million, gpt-4o-mini $0.15 and $0.60: 1,000 in and 100 out are 3,500 and 210.
describe('the money of a request', () => {
  test.each<[what: string, SettlementWords, Partial<StoredRow>]>([
    ['left alone saves nothing', {}, { cost: 3_500, baseline: 3_500, saved: 0, savedBy: null, ...plain }],
    [
      'sent to a cheaper model saves the difference',
      routed(openai, 'gpt-4o-mini'),
      { cost: 210, baseline: 3_500, saved: 3_290, savedBy: 'routing', ...plain },
    ],
    [
      'sent to a dearer model shows a loss',
      { ...routed(openai, 'gpt-4o'), model: 'gpt-4o-mini' },
      { cost: 3_500, baseline: 210, saved: -3_290, savedBy: 'routing', ...plain },
    ],
    [
      'from the cache saves all of it',
      { cache: 'hit-gate' },
      { cost: 0, baseline: 3_500, saved: 3_500, savedBy: 'cache', ...plain },
    ],
    [
      'joined to another saves all of it',
      { cache: 'coalesced' },
      { cost: 0, baseline: 3_500, saved: 3_500, savedBy: 'cache', ...plain },
    ],
    [
      'from the cache is measured by the model asked for, not the one that had answered',
      { cache: 'hit-exact', modelServed: 'gpt-4o-mini' },
      { cost: 0, baseline: 3_500, saved: 3_500, savedBy: 'cache', ...plain },
    ],
    [
      'from the cache on an unknown model saves nobody knows how much',
      { cache: 'hit-exact', model: 'mystery' },
      { cost: 0, baseline: null, saved: null, savedBy: null, ...plain },
    ],
    [
      'on an unknown model is unpriced',
      { model: 'mystery' },
      { cost: null, baseline: null, saved: null, savedBy: null, ...plain },
    ],
    [
      'sent to an unpriced model keeps its baseline and claims no saving',
      routed(local, 'llama3'),
      { cost: null, baseline: 3_500, saved: null, savedBy: null, ...plain },
    ],
    [
      'moved from an unpriced model has a cost and no saving',
      { ...routed(openai, 'gpt-4o-mini'), model: 'mystery' },
      { cost: 210, baseline: null, saved: null, savedBy: null, ...plain },
    ],
    [
      'costs what the provider says',
      { usage: tokens({ input: 1_000, output: 100, reportedCost: 3_000 }) },
      { cost: 3_000, baseline: 3_000, saved: 0, savedBy: null, ...plain },
    ],
    [
      'that was routed is not measured by what the other model was reported to cost',
      { ...routed(openai, 'gpt-4o-mini'), usage: tokens({ input: 1_000, output: 100, reportedCost: 200 }) },
      { cost: 200, baseline: 3_500, saved: 3_300, savedBy: 'routing', ...plain },
    ],
    [
      'observed says what would have been saved',
      { plan: { would: { model: 'gpt-4o-mini', provider: 'openai', tier: 'cheap' } } },
      { cost: 3_500, baseline: 3_500, saved: 0, savedBy: null, wouldSave: 3_290, estimated: false },
    ],
    [
      'observed says what would have been lost',
      { model: 'gpt-4o-mini', plan: { would: { model: 'gpt-4o', provider: 'openai', tier: 'strong' } } },
      { cost: 210, baseline: 210, saved: 0, savedBy: null, wouldSave: -3_290, estimated: false },
    ],
    [
      'observed for an unpriced model does not guess',
      { plan: { would: { model: 'llama3', provider: 'ollama', tier: 'cheap' } } },
      { wouldSave: null },
    ],
    [
      'that the provider refused is free',
      { usage: undefined, status: 429, outcome: 'upstream-error' },
      { cost: 0, baseline: 0, saved: 0, savedBy: null, ...plain },
    ],
    [
      'that the provider refused is free for an unknown model too',
      { usage: undefined, status: 502, outcome: 'upstream-failed', model: 'mystery' },
      { cost: 0, baseline: 0, saved: 0, savedBy: null, ...plain },
    ],
    [
      'cut in the middle is an estimate: 4,000 letters in, 400 out',
      { usage: undefined, outcome: 'aborted', text: 'x'.repeat(4_000), answerChars: 400 },
      { cost: 3_500, baseline: 3_500, saved: 0, savedBy: null, wouldSave: null, estimated: true },
    ],
    [
      'broken off by the provider after it began is an estimate too',
      { usage: undefined, status: 502, outcome: 'upstream-failed', text: 'x'.repeat(4_000), answerChars: 400 },
      { cost: 3_500, estimated: true },
    ],
    [
      'whose provider never reports usage is an estimate',
      { usage: undefined, text: 'abcde', answerChars: 5 },
      { inputTokens: 2, outputTokens: 2, cost: 25, estimated: true },
    ],
    [
      // 10 at $2.50, 990 cached at $1.25 and 400 letters at a token each four: 25 + 1,237.5 + 1,000.
      'cut after its input was told is charged for a warm cache as one',
      {
        usage: undefined,
        partialUsage: tokens({ input: 10, cachedInput: 990, output: 1 }),
        outcome: 'aborted',
        text: 'x'.repeat(4_000),
        answerChars: 400,
      },
      { cost: 2_263, inputTokens: 10, cachedInputTokens: 990, outputTokens: 100, estimated: true },
    ],
    [
      'cut with more output told than seen counts what was told',
      { usage: undefined, partialUsage: tokens({ input: 10, output: 50 }), outcome: 'upstream-failed', status: 502 },
      { cost: 525, outputTokens: 50, estimated: true },
    ],
    [
      'with its usage told needs no estimate',
      { usage: tokens({ input: 1_000, output: 100 }), partialUsage: tokens({ input: 9 }) },
      { cost: 3_500, estimated: false },
    ],
    [
      // Half of 3,500.
      'on flex is compared on flex, and unpriced where a model has no such terms',
      { ...routed(local, 'llama3'), usage: tokens({ input: 1_000, output: 100, terms: ['flex'] }) },
      { cost: null, baseline: 1_750, saved: null, terms: 'flex', ...plain },
    ],
    [
      'from the cache saves the searches too: 3,500 and one at $10 a thousand',
      { cache: 'hit-exact', usage: tokens({ input: 1_000, output: 100, webSearches: 1 }) },
      { cost: 0, baseline: 13_500, saved: 13_500, webSearches: 1, ...plain },
    ],
    [
      'with work that nobody put a figure on is unpriced',
      { usage: tokens({ input: 1_000, output: 100, unmetered: true }) },
      { cost: null, baseline: null, saved: null, ...plain },
    ],
    [
      'cut on an unknown model is unpriced and still marked',
      { usage: undefined, outcome: 'aborted', model: 'mystery', answerChars: 4 },
      { cost: null, estimated: true },
    ],
  ])('%s', (_what, words, expected) => {
    expect(row(words)).toMatchObject(expected);
  });

  test('of a routed answer that was kept is measured by the plan of the request at hand', () => {
    const kept = { ...settlementOf({ cache: 'coalesced' }), plan: planOf(openai, 'gpt-4o-mini') };
    const settings = settingsOf();
    const priceOf = makePriceOf(settings, catalogue);
    expect(toRow(kept, { settings, priceOf, provider: () => openai }).baseline).toBe(210);
  });
});

describe('a cached answer to a request that leaves the choice of model open', () => {
  const hit = { cache: 'hit-exact', model: autoModel, modelServed: 'gpt-4o-mini', providerServed: 'openai' } as const;

  test.each<[what: string, tiers: object, baseline: number | null]>([
    ['the strong tier', { cheap: 'gpt-4o-mini', strong: 'gpt-4o' }, 3_500],
    ['the strong tier with its provider', { strong: 'openai:gpt-4o' }, 3_500],
    ['the strongest tier there is', { cheap: 'gpt-4o-mini' }, 210],
    ['a model whose name holds a colon, which is unpriced', { strong: 'llama3:8b' }, null],
    ['the model that answered, without tiers', {}, 210],
  ])('is measured by %s', (_what, tiers, baseline) => {
    expect(money(row(hit, { routing: { tiers } }))).toEqual({
      cost: 0,
      baseline,
      saved: baseline,
      savedBy: baseline === null ? null : 'cache',
      ...plain,
    });
  });
});

describe('a row', () => {
  test('says who asked, who answered and why', () => {
    const words: SettlementWords = {
      id: 'abc',
      client: 'cline',
      reason: 'gain-low',
      plan: { acted: true, tier: 'cheap', score: 0.2, target: target(openai, 'gpt-4o-mini') },
      usage: tokens({
        input: 5,
        cachedInput: 6,
        cacheWrite: 7,
        cacheWriteHour: 4,
        output: 8,
        reasoning: 3,
        audioInput: 2,
        imageInput: 1,
        audioOutput: 2,
        imageOutput: 1,
        webSearches: 9,
        fileSearches: 10,
        terms: ['batch', 'us', 'us'],
      }),
    };
    expect(row(words)).toMatchObject({
      id: 'abc',
      client: 'cline',
      workspace: 'w1',
      session: 's1',
      role: 'main',
      streamed: true,
      dialect: 'openai-chat',
      modelRequested: 'gpt-4o',
      modelServed: 'gpt-4o-mini',
      providerRequested: 'openai',
      providerServed: 'openai',
      tier: 'cheap',
      score: 0.2,
      reason: 'gain-low',
      inputTokens: 5,
      cachedInputTokens: 6,
      cacheWriteTokens: 7,
      outputTokens: 8,
      reasoningTokens: 3,
      cacheWriteHourTokens: 4,
      audioInputTokens: 2,
      imageInputTokens: 1,
      audioOutputTokens: 2,
      imageOutputTokens: 1,
      webSearches: 9,
      fileSearches: 10,
      terms: 'batch,us',
      feature: null,
      similarity: null,
      demo: false,
    });
  });

  test('of the demo is marked as one, also when it comes from the cache', () => {
    const demo: Provider = { ...openai, name: 'demo', priceId: 'openai', demo: true };
    expect(row({ provider: demo }).demo).toBe(true);
    expect(row({ provider: demo, cache: 'hit-exact' }).demo).toBe(true);
  });

  test('holds only numbers that can be stored, whatever clocks and providers say', () => {
    const words: SettlementWords = {
      latencyMs: NaN,
      firstByteMs: -3,
      similarity: Infinity,
      answerChars: NaN,
      usage: {
        input: NaN,
        cachedInput: -1,
        cacheWrite: 1.4,
        cacheWriteHour: 5,
        output: 2,
        reasoning: 9,
        audioInput: 3,
        audioOutput: 3,
        webSearches: -1,
      },
    };
    expect(row(words)).toMatchObject({
      latencyMs: 0,
      firstByteMs: 0,
      similarity: null,
      inputTokens: 0,
      cachedInputTokens: 0,
      cacheWriteTokens: 1,
      outputTokens: 2,
      reasoningTokens: 2,
      cacheWriteHourTokens: 1,
      audioInputTokens: 0,
      audioOutputTokens: 0,
      webSearches: 0,
      terms: null,
    });
  });
});
