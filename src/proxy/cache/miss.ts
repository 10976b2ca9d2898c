import type { Fingerprint } from '../prompt.js';
import type { Recall } from '../rooms/recall.js';
import type { StoredReply } from '../wire.js';
import type { Call, RecallParts } from './call.js';
import type { ServedPair } from './feedback/served.js';
import { keepAnswer } from './keep.js';
import { leaveOnce } from './leave.js';

/** Work that goes on after an answer was delivered: it is kept as soon as it is known what it is tied to. */
export interface Tasks {
  add(task: Promise<void>): void;
  /** Resolves when none is left. */
  done(): Promise<void>;
}

export function openTasks(): Tasks {
  const open = new Set<Promise<void>>();
  return {
    add(task) {
      open.add(task);
      void task.finally(() => open.delete(task));
    },
    async done() {
      await Promise.all(open);
    },
  };
}

/** What a closed tier would have given. */
export interface Candidate {
  readonly pair: ServedPair;
  readonly reply: StoredReply;
}

/** The prompt goes upstream; its answer is kept when it may be, and held against the one that would have been given. */
export function miss(parts: RecallParts, tasks: Tasks, call: Call, reason: string, candidate?: Candidate): Recall {
  const { prompt, fingerprint, asked, lifetime, tied } = call;
  const { store, retries, nowMs, feedback, flights } = parts;
  const settings = parts.settings().cache;
  const contentKey = () => {
    let found: string | undefined;
    parts.attempt(() => (found = asked?.contentKey()));
    return found;
  };
  const kept = { entryId: parts.newId(), contentKey, lifetime };
  const lead = settings.exact ? flights.lead(fingerprint.exactKey, { ...kept, tied }) : undefined;
  const keep = { store, retries, settings, nowMs, entryId: kept.entryId, lifetime };
  const agent = fingerprint.cacheability === 'retry';
  return {
    kind: 'miss',
    outcome: agent ? 'bypass' : 'miss',
    reason,
    entryId: agent ? undefined : kept.entryId,
    contentKey,
    lifetime,
    leave: leaveOnce(lead, (reply, finding, delivered) => {
      const put = (tie: Parameters<typeof keepAnswer>[0]['tie']) =>
        parts.attempt(() => {
          // It may have been said while the answer was under way.
          if (feedback.about(fingerprint, asked) === 'never-cache') return;
          keepAnswer({ ...keep, tie }, prompt, fingerprint, { reply, finding, delivered });
          feedback.answered(fingerprint);
        });
      const isWhole = finding.end === 'complete' && !finding.refused && !finding.empty && !finding.calledTools;
      if (candidate !== undefined && isWhole) {
        tasks.add(parts.compare(prompt, candidate.pair, candidate.reply, reply));
      }
      if (tied === undefined) put(undefined);
      else tasks.add(tied.then(tie => (tie === 'unknown' ? undefined : put(tie === 'nothing' ? undefined : tie))));
    }),
  };
}

export function notCacheable({ why, cacheability }: Fingerprint): string {
  return `not-cacheable:${why ?? cacheability}`;
}
