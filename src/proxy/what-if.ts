import { setImmediate as nextTurn } from 'node:timers/promises';
import { toUsd } from '../protocol/money.js';
import { parseSettings, scoreTiers, type Settings } from '../protocol/settings.js';
import {
  BadWishError,
  wished,
  type WhatIf,
  type WhatIfCache,
  type WhatIfEscalations,
  type WhatIfRouting,
  type WhatIfSide,
  type WhatIfWish,
} from '../protocol/what-if.js';
import type { Clock } from './prompt.js';
import type { CacheRoom } from './rooms/cache.js';
import type { OpenRecord } from './record/record.js';
import { previewSimilarity } from './preview-similarity.js';
import type { Provider } from './rooms/provider.js';
import { bootstrapSum, exactShare } from './route/replay/certainty.js';
import { replay, type Replayed } from './route/replay/replay.js';
import { seededRandom } from './route/replay/seeded-random.js';
import { readPast, type ReadPast } from './what-if-past.js';

/** The same past gives the same interval. */
const seed = 0x9e3779b9;

export interface WhatIfParts {
  readonly record: Pick<OpenRecord, 'scores' | 'unscored' | 'costAs' | 'looseHits' | 'costsOfEntries'>;
  readonly cache: Pick<CacheRoom, 'replay' | 'evidence'>;
  readonly settings: () => Settings;
  readonly providers: (name: string) => Provider | undefined;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** Judged answers that must be there before anything is said about those to come. */
const fewestJudged = 20;

/**
 * What a wish would have done with the requests of the last `spanMs`. Throws {@link BadWishError} or the settings' own
 * error, and rejects where the cache's model cannot run; the message is a sentence for the user.
 */
export async function whatIf(parts: WhatIfParts, spanMs: number, wish: WhatIfWish): Promise<WhatIf> {
  const { similarity, ...routingWish } = wish;
  const sinceMs = parts.clock.nowMs() - spanMs;
  const asksRouting = Object.keys(routingWish).length > 0;
  return {
    sinceMs,
    routing: asksRouting ? await ifRouting(parts, sinceMs, routingWish) : null,
    cache: similarity === undefined ? null : await ifCache(parts, similarity),
  };
}

async function ifRouting(parts: WhatIfParts, sinceMs: number, wish: WhatIfWish): Promise<WhatIfRouting> {
  const settings = parts.settings();
  const other = parseSettings(wished(settings, wish));
  if (!scoreTiers.some(tier => other.routing.tiers[tier] !== undefined)) {
    throw new BadWishError("No tier has a model to send anything to: give one, such as 'cheap=gpt-4.1-nano'.");
  }
  const read = await readPast(parts, sinceMs, { now: settings, then: other });
  const [now, then] = [replay(read.now, settings.routing), replay(read.then, other.routing)];
  const diffs = [...now.costs].map(([session, cost]) => cost - (then.costs.get(session) ?? 0));
  const interval = await bootstrapSum(diffs, seededRandom(seed), nextTurn);
  return {
    used: read.used,
    asPaid: then.asPaid,
    estimated: read.estimated,
    leftOut: read.leftOut,
    unpricedModels: read.unpricedModels,
    cut: read.cut,
    paidUsd: toUsd(read.paid),
    now: sideOf(now, read),
    then: sideOf(then, read),
    saved: {
      usd: toUsd(now.cost - then.cost),
      lowUsd: interval === undefined ? null : toUsd(Math.round(interval.low)),
      highUsd: interval === undefined ? null : toUsd(Math.round(interval.high)),
    },
    sessions: diffs.length,
    judged: read.judged,
  };
}

function sideOf(side: Replayed, read: ReadPast): WhatIfSide {
  const { cheap, standard, strong, thresholds, cost, costCold, moved, expectedWorse, gainKept, strongShare } = side;
  return {
    cheap,
    standard,
    strong,
    strongShare,
    cheapBelow: finite(thresholds.cheapBelow),
    strongFrom: finite(thresholds.strongFrom),
    costUsd: toUsd(cost),
    costColdUsd: toUsd(costCold),
    moved,
    expectedWorse,
    gainKept,
    escalations: escalationsOf(side, read),
  };
}

/** A threshold that no score reaches. */
function finite(threshold: number): number {
  return Math.min(1, threshold);
}

/** Of those that a cheaper model got, as many are asked for again as were so far. */
function escalationsOf(
  { movedByScore, movedAtHome }: Replayed,
  { judged, sentDown }: ReadPast,
): WhatIfEscalations | null {
  if (judged.answers < fewestJudged || sentDown === 0) return null;
  const share = judged.escalated / sentDown;
  const { low, high } = exactShare(judged.escalated, sentDown);
  return {
    expected: movedByScore * share,
    low: movedByScore * low,
    high: movedByScore * high,
    usd: toUsd(Math.round(movedAtHome * share)),
  };
}

async function ifCache(parts: WhatIfParts, similarity: number): Promise<WhatIfCache> {
  const preview = await previewSimilarity(parts, [similarity]);
  const side = (at: number) => {
    const point = preview.points.find(one => one.similarity === at);
    return { similarity: at, hits: point?.hits ?? 0, savedUsd: point === undefined ? 0 : point.savedUsd };
  };
  const semantic = parts.cache.evidence().tiers.find(({ tier }) => tier === 'semantic');
  const counts = semantic?.counts;
  const complaints = counts === undefined ? 0 : counts['wrong-answer'] + counts['said-no'] + counts.regenerated;
  return {
    sinceMs: preview.sinceMs,
    eligible: preview.eligible,
    now: side(preview.current),
    then: side(similarity),
    wrongAtMost: 1 - (semantic?.precisionBound ?? 0),
    seen: { served: counts?.served ?? 0, complaints },
  };
}
