import type { Profile } from '../protocol/api.js';
import type { Settings } from '../protocol/settings.js';
import type { AskedBefore, Replay } from './past.js';
import { similarities } from './preview-similarity.js';
import type { CacheRoom } from './rooms/cache.js';
import type { RecordRoom } from './rooms/record.js';

interface ProfileParts {
  readonly cache: Pick<CacheRoom, 'replay' | 'servedPairs'>;
  readonly record: Pick<RecordRoom, 'askedBefore'>;
  readonly settings: () => Settings;
}

const maxExamples = 8;

/**
 * What share of the prompts since then was asked before: word for word, in another wrapping, or in near words. Near ones
 * are looked for among the answers that are kept, so that figure is a lower bound; it is left out when the model cannot
 * run.
 */
export async function profileOf({ cache, record, settings }: ProfileParts, sinceMs: number): Promise<Profile> {
  const current = settings().cache.similarity;
  const steps = [...new Set([...similarities, current])].sort((a, b) => b - a);
  const before = await record.askedBefore(sinceMs);
  const replay = await cache.replay(steps).catch((error: unknown) => {
    if (error instanceof Error && 'reason' in error) return undefined;
    throw error;
  });
  const near = steps.map(similarity => ({ similarity, clients: nearBy(before, replay, similarity) }));
  const atCurrent = near.find(({ similarity }) => similarity === current)?.clients ?? [];
  const sum = (count: 'prompts' | 'repeated' | 'rephrased' | 'served') =>
    before.clients.reduce((total, client) => total + client[count], 0);
  return {
    sinceMs,
    prompts: sum('prompts'),
    repeated: sum('repeated'),
    rephrased: sum('rephrased'),
    served: sum('served'),
    current,
    near: near.map(({ similarity, clients }) => ({ similarity, prompts: clients.length })),
    nearSinceMs: replay?.sinceMs ?? null,
    byClient: before.clients.map(client => ({
      ...client,
      near: atCurrent.filter(name => name === client.client).length,
    })),
    examples: examplesOf(cache, replay, current),
  };
}

/** The client of every prompt that is near an earlier one and neither a repeat nor the same in another wrapping. */
function nearBy(before: AskedBefore, replay: Replay | undefined, similarity: number): readonly string[] {
  const played = replay?.served.find(at => at.similarity === similarity)?.hits ?? [];
  return [
    ...before.near.filter(hit => hit.similarity >= similarity).map(({ client }) => client),
    ...played.flatMap(({ entryId }) => before.fresh.get(entryId) ?? []),
  ];
}

/** From the texts that the cache keeps itself; the ledger has none. */
function examplesOf(
  cache: Pick<CacheRoom, 'servedPairs'>,
  replay: Replay | undefined,
  current: number,
): Profile['examples'] {
  const played = replay?.served.find(({ similarity }) => similarity === current)?.hits ?? [];
  const pairs = [
    ...cache.servedPairs(5 * maxExamples),
    ...played.toReversed().map(({ asked, kept, tier, cosine }) => ({ asked, kept, tier, similarity: cosine })),
  ];
  const distinct = new Map(pairs.toReversed().map(pair => [JSON.stringify([pair.asked, pair.kept]), pair]));
  return [...distinct.values()]
    .toReversed()
    .slice(0, maxExamples)
    .map(({ asked, kept, tier, similarity }) => ({
      tier,
      similarity: Math.min(1, similarity),
      asked: shortened(asked),
      kept: shortened(kept),
    }));
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
