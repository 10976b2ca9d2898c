import fc from 'fast-check';
import { cacheOutcomes } from '../../src/protocol/stats.js';
import type { StoredRow } from '../../src/proxy/record/columns.js';

/** 25 October 2026, 21:00 UTC: an hour begins, six hours follow. */
export const startMs = Date.UTC(2026, 9, 25, 21);
export const spanMs = 6 * 3_600_000;

const count = fc.nat(100_000);
const micro = fc.integer({ min: -2_000_000, max: 50_000_000 });

/** Rows as the ledger may hold them, a few names each, so that they fall together. */
export const rowArbitrary: fc.Arbitrary<StoredRow> = fc.record({
  id: fc.uuid(),
  atMs: fc.oneof(
    fc.integer({ min: startMs, max: startMs + spanMs }),
    fc.integer({ min: 0, max: 6 }).map(hour => startMs + hour * 3_600_000),
  ),
  dialect: fc.constantFrom('openai-chat', 'anthropic-messages', 'anthropic-count-tokens', 'openai-embeddings'),
  client: fc.constantFrom('cline', 'codex', '"quoted", naïve'),
  feature: fc.constantFrom(null, 'search', 'chat'),
  userTier: fc.constant(null),
  workspace: fc.constantFrom('', 'w1'),
  session: fc.constant('s1'),
  role: fc.constantFrom('main', 'title', 'commit', 'shadow'),
  streamed: fc.boolean(),
  modelRequested: fc.constant('gpt-4o'),
  providerRequested: fc.constant('openai'),
  modelServed: fc.constantFrom('gpt-4o', 'gpt-4o-mini'),
  providerServed: fc.constant('openai'),
  tier: fc.constantFrom(null, 'cheap', 'strong'),
  cache: fc.constantFrom(...cacheOutcomes),
  reason: fc.constantFrom('mode-off', 'gain-low', 'gain-low+bound-tokens'),
  score: fc.constant(null),
  similarity: fc.constant(null),
  cacheReason: fc.constant(null),
  entryId: fc.constant(null),
  promptKey: fc.constant(null),
  contentKey: fc.constant(null),
  contentClass: fc.constantFrom(null, 'knowledge', 'live'),
  keptS: fc.option(count),
  verdict: fc.constant(null),
  wouldModel: fc.constant(null),
  inputTokens: count,
  cachedInputTokens: count,
  cacheWriteTokens: count,
  outputTokens: count,
  reasoningTokens: fc.constant(0),
  cost: fc.option(fc.nat(50_000_000)),
  baseline: fc.option(fc.nat(50_000_000)),
  saved: fc.option(micro),
  savedBy: fc.constantFrom(null, 'cache', 'routing'),
  wouldSave: fc.option(micro),
  estimated: fc.boolean(),
  latencyMs: fc.nat(5_000),
  firstByteMs: fc.nat(5_000),
  status: fc.constantFrom(200, 500),
  outcome: fc.constantFrom('ok', 'upstream-error', 'upstream-failed', 'aborted'),
  demo: fc.boolean(),
  cacheWriteHourTokens: fc.constant(0),
  audioInputTokens: fc.constant(0),
  imageInputTokens: fc.constant(0),
  audioOutputTokens: fc.constant(0),
  imageOutputTokens: fc.constant(0),
  webSearches: fc.constant(0),
  fileSearches: fc.constant(0),
  terms: fc.constant(null),
  attempts: fc.constantFrom(0, 1, 2),
  escalated: fc.boolean(),
  confidence: fc.constantFrom(null, 0, 0.4, 0.9),
  triedModel: fc.constantFrom(null, 'gpt-4o-mini'),
  triedProvider: fc.constantFrom(null, 'openai'),
  triedCost: fc.constantFrom(null, 0, 1_200),
});
