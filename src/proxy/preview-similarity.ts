import type { SimilarityPreview } from '../protocol/api.js';
import { toUsd, type MicroUsd } from '../protocol/money.js';
import type { Settings } from '../protocol/settings.js';
import type { Clock } from './prompt.js';
import type { CacheRoom } from './rooms/cache.js';
import type { RecordRoom } from './rooms/record.js';

interface PreviewParts {
  readonly cache: Pick<CacheRoom, 'replay'>;
  readonly record: Pick<RecordRoom, 'looseHits' | 'costsOfEntries'>;
  readonly settings: () => Settings;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** From careful to daring. */
export const similarities = [0.99, 0.97, 0.95, 0.93, 0.9, 0.88, 0.85, 0.83, 0.8, 0.78, 0.75, 0.73, 0.7] as const;

/** Where nothing is kept, the last day is what the figures are of. */
const dayMs = 86_400_000;
/** An entry is dated when its answer is there, its request when it came in. */
const longestAnswerMs = 3_600_000;

/**
 * What each similarity would have served of the recorded past: of the answers that are kept, played through again, and
 * of the requests that were served. Rejects when the model cannot run.
 */
export async function previewSimilarity(
  { cache, record, settings, clock }: PreviewParts,
  asked: readonly number[] = similarities,
): Promise<SimilarityPreview> {
  const current = settings().cache.similarity;
  const steps = [...new Set([...asked, current])].sort((a, b) => b - a);
  const { errorBound } = settings().cache;
  const replay = await cache.replay(steps.map(similarity => ({ similarity, errorBound })));
  const sinceMs = replay.sinceMs ?? clock.nowMs() - dayMs;
  const served = record.looseHits(sinceMs);
  const costs = record.costsOfEntries(sinceMs - longestAnswerMs);
  const points = replay.served.map(({ similarity, hits }) => {
    const saved = [
      ...served.filter(hit => hit.similarity >= similarity).map(hit => hit.saved),
      ...hits.map(({ entryId }) => costs.get(entryId)?.cost ?? null),
    ];
    return { similarity, hits: saved.length, ...sumOf(saved) };
  });
  return { sinceMs, eligible: replay.entries + served.length, current, points };
}

function sumOf(amounts: readonly (MicroUsd | null)[]): { readonly savedUsd: number | null; readonly unpriced: number } {
  const known = amounts.filter(amount => amount !== null);
  const sum = known.reduce((total, amount) => total + amount, 0);
  return {
    savedUsd: known.length === 0 && amounts.length > 0 ? null : toUsd(sum),
    unpriced: amounts.length - known.length,
  };
}
