import type { SqlDriver } from '../../rooms/store.js';

/**
 * What may not be served. `request` and `content`: nothing is kept for the request with this key, or for this content
 * in any wording. `pair`: one wording is not answered from the other. `once`: the next time this request comes, a model
 * answers.
 */
export type RefusalKind = 'request' | 'content' | 'pair' | 'once';

/** One refusal. Its subject is a hash, so that nothing can be read from it. */
interface Refusal {
  readonly kind: RefusalKind;
  readonly subject: string;
}

/** The request that a refusal came from, for people who want to take it back. */
interface Source {
  readonly id: string;
  readonly client: string;
  readonly modelRequested: string;
  readonly workspace: string;
}

/**
 * Refusals on disk, read once and then looked at in memory. Throws what the driver throws; what cannot be read is read
 * again at the next question.
 */
export interface Refusals {
  has(kind: RefusalKind, subject: string): boolean;
  any(kind: RefusalKind): boolean;
  subjects(kind: RefusalKind): readonly string[];
  add(refusals: readonly Refusal[], source: Source): void;
  remove(refusal: Refusal): void;
  /** Takes back what was refused because of a request; returns the kinds of it. */
  takeBack(requestId: string): readonly RefusalKind[];
  /** Newest first, without those that are over when a model has answered once. */
  list(): readonly ListedRefusal[];
}

export interface ListedRefusal extends Source {
  readonly atMs: number;
  readonly kinds: readonly RefusalKind[];
}

/** Whoever has not asked the same again by then will not miss the fresh answer. */
const onceKeptMs = 30 * 86_400_000;

export function openRefusals(driver: SqlDriver, nowMs: () => number): Refusals {
  let held: Readonly<Record<RefusalKind, Set<string>>> | undefined;
  const of = (kind: RefusalKind) => (held ??= load(driver, nowMs() - onceKeptMs))[kind];
  return {
    has: (kind, subject) => of(kind).has(subject),
    any: kind => of(kind).size > 0,
    subjects: kind => [...of(kind)],
    add(refusals, { id, client, modelRequested, workspace }) {
      driver.transaction(() => {
        for (const { kind, subject } of refusals) {
          driver.run(
            `INSERT OR REPLACE INTO cache_refusals (kind, subject, request_id, at_ms, client, model, workspace)
             VALUES (?, ?, ?, ?, ?, ?, ?)`,
            [kind, subject, id, nowMs(), client, modelRequested, workspace],
          );
        }
      });
      for (const { kind, subject } of refusals) of(kind).add(subject);
    },
    remove({ kind, subject }) {
      of(kind).delete(subject);
      driver.run('DELETE FROM cache_refusals WHERE kind = ? AND subject = ?', [kind, subject]);
    },
    takeBack(requestId) {
      const rows = driver.all('SELECT kind, subject FROM cache_refusals WHERE request_id = ?', [requestId]);
      driver.run('DELETE FROM cache_refusals WHERE request_id = ?', [requestId]);
      return rows.map(row => {
        const kind = row['kind'] as RefusalKind;
        of(kind).delete(String(row['subject']));
        return kind;
      });
    },
    list: () =>
      driver
        .all(
          `SELECT request_id, max(at_ms) AS at_ms, group_concat(kind) AS kinds, client, model, workspace
           FROM cache_refusals WHERE kind <> 'once' GROUP BY request_id ORDER BY at_ms DESC, request_id`,
        )
        .map(row => ({
          id: String(row['request_id']),
          atMs: Number(row['at_ms']),
          kinds: String(row['kinds']).split(',') as RefusalKind[],
          client: String(row['client']),
          modelRequested: String(row['model']),
          workspace: String(row['workspace']),
        })),
  };
}

function load(driver: SqlDriver, onceSinceMs: number): Readonly<Record<RefusalKind, Set<string>>> {
  driver.run(`DELETE FROM cache_refusals WHERE kind = 'once' AND at_ms < ?`, [onceSinceMs]);
  const held = {
    request: new Set<string>(),
    content: new Set<string>(),
    pair: new Set<string>(),
    once: new Set<string>(),
  };
  for (const row of driver.all('SELECT kind, subject FROM cache_refusals')) {
    held[row['kind'] as RefusalKind].add(String(row['subject']));
  }
  return held;
}
