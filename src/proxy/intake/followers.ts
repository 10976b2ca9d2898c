import type { Snapshot } from '../../protocol/snapshot.js';
import type { Clock } from '../prompt.js';

/** Somebody who wants to see every change. */
export interface Follower {
  readonly isWindow: boolean;
  /** A snapshot as JSON, one line. */
  take(snapshot: string): void;
  /** No more will come. */
  end(): void;
}

/** Tells followers what changed. Nothing is worked out while there is none. */
export interface Followers {
  /** Costs next to nothing; call whenever something that a snapshot shows may have changed. */
  changed(): void;
  /** One snapshot at once, then one after each change. Returns how to stop. */
  follow(follower: Follower): () => void;
  /** Followers that are windows of an editor. */
  windows(): number;
  /** One sentence when they cannot be told anything. */
  trouble(): string | undefined;
  close(): void;
}

interface FollowersParts {
  readonly snapshot: () => Snapshot;
  /** The same text as long as nothing has changed that nobody tells of; cheap. */
  readonly seen: () => string;
  readonly clock: Clock;
}

const intervalMs = 500;
/** So long after a change, because changes seldom come alone: a row is followed by its cache entry. */
const gatherMs = 50;
/** Some changes tell nobody: midnight, the end of a pause, a model that has loaded, a trouble that went away. */
const lookMs = 1_000;

export function openFollowers({ snapshot, seen, clock }: FollowersParts): Followers {
  const followers = new Set<Follower>();
  let timer: NodeJS.Timeout | undefined;
  let looking: NodeJS.Timeout | undefined;
  let last: { readonly text: string; readonly seen: string; readonly tick: number } | undefined;
  let fault: string | undefined;

  const make = () => {
    last = { seen: seen(), text: JSON.stringify(snapshot()), tick: clock.tickMs() };
    return last;
  };
  /** Nothing that fails here may harm the prompts that pass meanwhile. */
  const attempt = (work: () => void) => {
    try {
      work();
      fault = undefined;
    } catch (error) {
      fault = `The figures cannot be put together (${error instanceof Error ? error.message : String(error)}).`;
    }
  };
  const send = () => {
    timer = undefined;
    attempt(() => {
      const { text } = make();
      for (const follower of followers) follower.take(text);
    });
  };
  const changed = () => {
    if (followers.size === 0 || timer !== undefined) return;
    const waitMs = last === undefined ? 0 : last.tick + intervalMs - clock.tickMs();
    timer = setTimeout(send, Math.max(waitMs, gatherMs)).unref();
  };
  const look = () =>
    attempt(() => {
      if (seen() !== last?.seen) changed();
    });
  const leave = (follower: Follower) => {
    followers.delete(follower);
    if (followers.size > 0) return;
    clearTimeout(timer);
    clearInterval(looking);
    timer = undefined;
    looking = undefined;
    last = undefined;
  };

  return {
    changed,
    follow(follower) {
      // Others have seen the last one; it is still true unless a change waits to be told.
      const { text } = last !== undefined && timer === undefined ? last : make();
      followers.add(follower);
      looking ??= setInterval(look, lookMs).unref();
      follower.take(text);
      return () => leave(follower);
    },
    windows: () => [...followers].filter(({ isWindow }) => isWindow).length,
    trouble: () => fault,
    close() {
      for (const follower of [...followers]) {
        leave(follower);
        follower.end();
      }
    },
  };
}
