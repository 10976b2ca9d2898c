import type { Profile } from '../protocol/api.js';
import type { Settings } from '../protocol/settings.js';
import type { AskedBefore, Replay, Threshold } from './past.js';
import { similarities } from './preview-similarity.js';
import type { CacheRoom } from './rooms/cache.js';
import type { RecordRoom } from './rooms/record.js';

interface ProfileParts {
  readonly cache: Pick<CacheRoom, 'replay' | 'servedPairs' | 'evidence'>;
  readonly record: Pick<RecordRoom, 'askedBefore'>;
  readonly settings: () => Settings;
}

/** From nothing but the strict check to daring. */
const errorBounds = [0, 0.005, 0.01, 0.02, 0.05, 0.1] as const;
const maxExamples = 8;

/**
 * What share of the prompts since then was asked before: word for word, in another wrapping, or in near words. Near ones
 * are looked for among the answers that are kept, so that figure is a lower bound; it is left out when the model cannot
 * run.
 */
export async function profileOf({ cache, record, settings }: ProfileParts, sinceMs: number): Promise<Profile> {
  const { similarity: current, errorBound } = settings().cache;
  const bySimilarity = distinct([...similarities, current])
    .reverse()
    .map((similarity): Threshold => ({ similarity, errorBound }));
  const byBound = distinct([...errorBounds, errorBound]).map((bound): Threshold => ({
    similarity: current,
    errorBound: bound,
  }));
  const before = await record.askedBefore(sinceMs);
  const replay = await cache.replay([...bySimilarity, ...byBound]).catch((error: unknown) => {
    if (error instanceof Error && 'reason' in error) return undefined;
    throw error;
  });
  const near = (thresholds: readonly Threshold[], offset: number) =>
    thresholds.map((threshold, at) => ({ ...threshold, clients: nearBy(before, replay, threshold, offset + at) }));
  const similar = near(bySimilarity, 0);
  const atCurrent = similar.find(({ similarity }) => similarity === current)?.clients ?? [];
  const sum = (count: 'prompts' | 'repeated' | 'rephrased' | 'served') =>
    before.clients.reduce((total, client) => total + client[count], 0);
  return {
    sinceMs,
    isCut: before.isCut,
    prompts: sum('prompts'),
    repeated: sum('repeated'),
    rephrased: sum('rephrased'),
    served: sum('served'),
    current,
    errorBound,
    near: similar.map(({ similarity, clients }) => ({ similarity, prompts: clients.length })),
    nearByBound: near(byBound, bySimilarity.length).map(({ errorBound: bound, clients }) => ({
      errorBound: bound,
      prompts: clients.length,
    })),
    nearSinceMs: replay?.sinceMs ?? null,
    nearAmong: replay?.entries ?? 0,
    sureness: cache.evidence().tiers.map(({ tier, counts, classes, precisionBound, promisedErrors }) => ({
      ...{ tier, precisionBound, promisedErrors },
      served: counts.served,
      closed: classes.filter(({ closed }) => closed !== null).map(({ contentClass }) => contentClass),
    })),
    byClient: before.clients.map(client => ({
      ...client,
      near: atCurrent.filter(name => name === client.client).length,
    })),
    examples: examplesOf(cache, replay?.served[bySimilarity.findIndex(({ similarity }) => similarity === current)]),
  };
}

/** The client of every prompt that is near an earlier one and neither a repeat nor the same in another wrapping. */
function nearBy(before: AskedBefore, replay: Replay | undefined, at: Threshold, place: number): readonly string[] {
  const played = replay?.served[place]?.hits ?? [];
  return [
    ...before.near
      .filter(hit => hit.similarity >= at.similarity && hit.errorBound <= at.errorBound)
      .map(({ client }) => client),
    ...played.flatMap(({ entryId }) => before.fresh.get(entryId) ?? []),
  ];
}

/** From the texts that the cache keeps itself; the ledger has none. What was served comes first. */
function examplesOf(
  cache: Pick<CacheRoom, 'servedPairs'>,
  played: Replay['served'][number] | undefined,
): Profile['examples'] {
  const pairs = [
    ...cache.servedPairs(5 * maxExamples),
    ...(played?.hits ?? [])
      .toReversed()
      .map(({ asked, kept, tier, cosine, bound }) => ({ asked, kept, tier, similarity: cosine, bound })),
  ];
  const byText = new Map(pairs.toReversed().map(pair => [JSON.stringify([pair.asked, pair.kept]), pair]));
  return [...byText.values()]
    .toReversed()
    .slice(0, maxExamples)
    .map(({ asked, kept, tier, similarity, bound }) => ({
      ...{ tier, bound },
      similarity: Math.min(1, similarity),
      asked: shortened(asked),
      kept: shortened(kept),
    }));
}

/** Smallest first. */
function distinct(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
