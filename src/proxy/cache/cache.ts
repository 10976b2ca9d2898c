import { join } from 'node:path';
import type { Settings } from '../../protocol/settings.js';
import type { Clock, Fingerprint, NewId, Prompt } from '../prompt.js';
import type { CacheRoom, Recall, SqlDriver } from '../rooms.js';
import { bucketOf } from './entry.js';
import { openEntryStore } from './entry-store.js';
import { recallExact } from './exact.js';
import { ageS } from './expiry.js';
import { openFlights } from './flights.js';
import { recallGate } from './gate.js';
import { keepAnswer } from './keep.js';
import { leaveNothing, leaveOnce } from './leave.js';
import { openRetries } from './retries.js';
import { recallSemantic } from './semantic.js';
import { openSemanticIndex } from './semantic-index.js';
import type { TierAnswer } from './tier.js';

/** The cache room, and what only its owner needs. */
export interface Cache extends CacheRoom {
  /** Starts loading the model and the index, so that the first prompt that needs them finds them. */
  warm(): void;
  /** Resolves when everything is on disk and searchable. */
  settled(): Promise<void>;
}

interface CacheParts {
  readonly driver: SqlDriver;
  /** Saved indexes lie in `index/` below it. */
  readonly folder: string;
  /** Read at every request. */
  readonly settings: () => Settings;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly modelDir: string;
  readonly workerUrl: URL;
}

/** In flight, then exact, then gate, then semantic. A file that cannot be used is told by `info().trouble`. */
export function openCache(parts: CacheParts): Cache {
  const { driver, settings, clock } = parts;
  const nowMs = () => clock.nowMs();
  const index = openSemanticIndex({ ...parts, indexDir: join(parts.folder, 'index') });
  const store = openEntryStore({ driver, nowMs, maxBytes: () => settings().cache.maxBytes, watcher: index });
  const flights = openFlights();
  const retries = openRetries(clock);
  let fault: string | undefined;

  const noteFault = (error: unknown) => {
    fault = `The cache cannot be read (${error instanceof Error ? error.message : String(error)}).`;
  };
  const attempt = (work: () => void) => {
    try {
      work();
    } catch (error) {
      noteFault(error);
    }
  };

  /** The prompt goes upstream; its answer is kept when it may be. */
  const miss = (prompt: Prompt, fingerprint: Fingerprint, reason: string): Recall => {
    const entryId = parts.newId();
    const lead = settings().cache.exact ? flights.lead(fingerprint.exactKey, entryId) : undefined;
    const keep = { store, retries, settings: settings().cache, nowMs, entryId };
    return {
      kind: 'miss',
      outcome: fingerprint.cacheability === 'retry' ? 'bypass' : 'miss',
      reason,
      entryId: fingerprint.cacheability === 'retry' ? undefined : entryId,
      leave: leaveOnce(lead, (reply, finding, delivered) =>
        attempt(() => keepAnswer(keep, prompt, fingerprint, { reply, finding, delivered })),
      ),
    };
  };
  const hit = (outcome: 'hit-exact' | 'hit-gate' | 'hit-semantic', answer: TierAnswer & { kind: 'hit' }): Recall => {
    store.touch(answer.entry);
    return {
      kind: 'hit',
      outcome,
      entryId: answer.entry.id,
      reply: answer.entry.reply,
      ageS: ageS(answer.entry, nowMs()),
      similarity: answer.similarity,
    };
  };

  /** What needs no waiting: a call under way, a repeat, or an answer that never arrived. */
  const repeat = (prompt: Prompt, { exactKey, cacheability }: Fingerprint): Recall | string => {
    if (!settings().cache.exact) return 'first-time';
    const flight = flights.join(exactKey);
    if (flight) return { kind: 'flight', flight };
    if (cacheability === 'retry') {
      const kept = retries.take(exactKey);
      if (!kept) return 'first-time';
      const entryId = parts.newId();
      const waitedS = Math.floor((nowMs() - kept.landedMs) / 1000);
      return { kind: 'hit', outcome: 'hit-exact', entryId, reply: kept.reply, ageS: waitedS, similarity: 1 };
    }
    const exact = recallExact(store, exactKey, nowMs(), prompt.controls.ttlS);
    return exact.kind === 'hit' ? hit('hit-exact', exact) : exact.reason;
  };

  const look = async (prompt: Prompt, fingerprint: Fingerprint): Promise<Recall> => {
    const first = repeat(prompt, fingerprint);
    if (typeof first !== 'string') return first;
    if (fingerprint.cacheability === 'retry') return miss(prompt, fingerprint, notCacheable(fingerprint));
    let reason = first;
    const bucket = bucketOf(prompt, fingerprint);
    if (bucket !== undefined && fingerprint.loose) {
      const asked = { bucket, text: fingerprint.loose.text };
      const { gate, semantic, similarity, budgetMs, looseTtlS } = settings().cache;
      const maxAgesS = [looseTtlS, prompt.controls.ttlS];
      if (gate) {
        const answer = recallGate(store, asked, nowMs(), maxAgesS);
        if (answer.kind === 'hit') return hit('hit-gate', answer);
        if (answer.reason === 'expired') reason = 'expired';
      }
      if (semantic) {
        const limits = { floor: similarity, budgetMs, maxAgesS };
        const answer = await recallSemantic(store, index, asked, limits, nowMs);
        if (answer.kind === 'hit') return hit('hit-semantic', answer);
        if (answer.reason !== 'no-near' || reason !== 'expired') reason = answer.reason;
        // Others may have asked or landed the same meanwhile.
        const again = repeat(prompt, fingerprint);
        if (typeof again !== 'string') return again;
      }
    }
    return miss(prompt, fingerprint, reason);
  };

  return {
    async recall(prompt, fingerprint) {
      const { exact, gate, semantic } = settings().cache;
      if (prompt.controls.cache === 'off') return bypass('off');
      if (!exact && !gate && !semantic) return bypass('cache-off');
      if (fingerprint.cacheability === 'never') return bypass(notCacheable(fingerprint));
      if (prompt.controls.cache === 'refresh') return miss(prompt, fingerprint, 'refresh');
      try {
        const recalled = await look(prompt, fingerprint);
        fault = undefined;
        return recalled;
      } catch (error) {
        noteFault(error);
        return miss(prompt, fingerprint, 'cache-fault');
      }
    },
    list: limit => store.list(limit),
    show: id => store.show(id),
    remove: id => store.remove(id),
    clear(workspace) {
      retries.clear();
      return store.clear(workspace);
    },
    info() {
      const { semantic } = settings().cache;
      const state = index.state();
      return {
        ...store.totals(),
        semantic: !semantic ? 'off' : state === 'idle' ? 'loading' : state,
        trouble: store.trouble() ?? fault ?? (semantic ? index.trouble() : undefined),
      };
    },
    warm: () => index.warm(),
    async settled() {
      store.flush();
      await index.settled();
    },
    async close() {
      store.close();
      await index.close();
    },
  };
}

function notCacheable({ why, cacheability }: Fingerprint): string {
  return `not-cacheable:${why ?? cacheability}`;
}

function bypass(reason: string): Recall {
  return { kind: 'miss', outcome: 'bypass', reason, entryId: undefined, leave: leaveNothing };
}
