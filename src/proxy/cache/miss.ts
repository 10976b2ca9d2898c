import type { Fingerprint } from '../prompt.js';
import type { Recall } from '../rooms/recall.js';
import type { Call, RecallParts } from './call.js';
import { keepAnswer } from './keep.js';
import { leaveNothing, leaveOnce } from './leave.js';
import type { Lifetime } from './life/lifetime.js';

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

/** The prompt goes upstream; its answer is kept when it may be. */
export function miss(parts: RecallParts, tasks: Tasks, call: Call, reason: string): Recall {
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
      if (tied === undefined) put(undefined);
      else tasks.add(tied.then(tie => (tie === 'unknown' ? undefined : put(tie === 'nothing' ? undefined : tie))));
    }),
  };
}

/** The cache stays out of it. */
export function bypass(reason: string, lifetime?: Lifetime): Recall {
  return {
    kind: 'miss',
    outcome: 'bypass',
    reason,
    entryId: undefined,
    contentKey: () => undefined,
    lifetime,
    leave: leaveNothing,
  };
}

export function notCacheable({ why, cacheability }: Fingerprint): string {
  return `not-cacheable:${why ?? cacheability}`;
}
