import type { ContentClass } from '../../../protocol/content-classes.js';
import type { SqlDriver, SqlRow } from '../../rooms/store.js';
import type { HitSource } from '../evidence/hit-source.js';

/** A wording that was answered with what another one had got. */
export interface ServedPair extends HitSource {
  readonly requestId: string;
  /** What the answer came from. */
  readonly entryId: string;
  readonly similarity: number;
  readonly bucket: string;
  readonly workspace: string;
  readonly asked: string;
  readonly kept: string;
}

/** The last pairs that were served, so that the user can say afterwards that one of them was wrong. */
export interface Served {
  /** Written a moment later, together with others. Never throws. */
  note(pair: ServedPair): void;
  /** Throws what the driver throws. */
  find(requestId: string): ServedPair | undefined;
  /** Newest first. Throws what the driver throws. */
  newest(limit: number): readonly ServedPair[];
  /** These throw what the driver throws. */
  forgetRequest(requestId: string): void;
  forgetEntry(entryId: string): void;
  /** Everything, or everything of a workspace. */
  forget(workspace: string | undefined): void;
  flush(): void;
}

/** An answer is found wrong when it is read, not weeks later. */
const keptMs = 7 * 86_400_000;
const maxPairs = 2_000;
const writeDelayMs = 50;

export function openServed(driver: SqlDriver, nowMs: () => number): Served {
  const waiting = new Map<string, ServedPair>();
  let timer: NodeJS.Timeout | undefined;

  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size === 0) return;
    const pairs = [...waiting.values()];
    waiting.clear();
    driver.transaction(() => {
      for (const pair of pairs) {
        const { tier, pool, contentClass, bound, requestId, entryId, similarity, bucket, workspace, asked, kept } =
          pair;
        driver.run(
          `INSERT OR REPLACE INTO cache_served (request_id, entry_id, at_ms, tier, pool, content_class, bound, similarity,
             bucket, workspace, asked, kept)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          [
            ...[requestId, entryId, nowMs(), tier, pool, contentClass, bound, similarity],
            ...[bucket, workspace, asked, kept],
          ],
        );
      }
      driver.run('DELETE FROM cache_served WHERE at_ms < ?', [nowMs() - keptMs]);
      driver.run('DELETE FROM cache_served WHERE seq <= (SELECT max(seq) FROM cache_served) - ?', [maxPairs]);
    });
  };
  const flush = () => {
    try {
      write();
    } catch {
      // Without the pair the answer can still be thrown away; only the pair of wordings is not known then.
    }
  };
  return {
    note(pair) {
      waiting.set(pair.requestId, pair);
      timer ??= setTimeout(flush, writeDelayMs).unref();
    },
    find(requestId) {
      const fresh = waiting.get(requestId);
      if (fresh !== undefined) return fresh;
      const row = driver.get('SELECT * FROM cache_served WHERE request_id = ?', [requestId]);
      return row && toPair(row);
    },
    newest(limit) {
      flush();
      return driver.all('SELECT * FROM cache_served ORDER BY seq DESC LIMIT ?', [limit]).map(toPair);
    },
    forgetRequest(requestId) {
      flush();
      driver.run('DELETE FROM cache_served WHERE request_id = ?', [requestId]);
    },
    forgetEntry(entryId) {
      flush();
      driver.run('DELETE FROM cache_served WHERE entry_id = ?', [entryId]);
    },
    forget(workspace) {
      flush();
      if (workspace === undefined) driver.run('DELETE FROM cache_served');
      else driver.run('DELETE FROM cache_served WHERE workspace = ?', [workspace]);
    },
    flush,
  };
}

function toPair(row: SqlRow): ServedPair {
  return {
    requestId: String(row['request_id']),
    entryId: String(row['entry_id']),
    tier: row['tier'] === 'gate' ? 'gate' : 'semantic',
    pool: String(row['pool']),
    contentClass: row['content_class'] as ContentClass,
    bound: Number(row['bound']),
    similarity: Number(row['similarity']),
    bucket: String(row['bucket']),
    workspace: String(row['workspace']),
    asked: String(row['asked']),
    kept: String(row['kept']),
  };
}
