import type { JudgedPair } from '../../../protocol/api.js';
import type { SqlDriver } from '../../rooms/store.js';
import type { ServedPair } from './served.js';

/** Pairs of wordings that somebody judged, to learn from. Throws what the driver throws. */
export interface Verdicts {
  /** The user said that the one wording is no other form of the other. */
  add(pair: ServedPair): void;
  newest(limit: number): readonly JudgedPair[];
  /** Everything, or everything of a workspace. */
  forget(workspace: string | undefined): void;
}

const maxVerdicts = 10_000;

export function openVerdicts(driver: SqlDriver, nowMs: () => number): Verdicts {
  return {
    add({ requestId, tier, similarity, bucket, workspace, asked, kept }) {
      driver.run(
        `INSERT OR REPLACE INTO cache_verdicts
           (request_id, at_ms, same, tier, similarity, bucket, workspace, asked, kept)
         VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?)`,
        [requestId, nowMs(), tier, similarity, bucket, workspace, asked, kept],
      );
      driver.run('DELETE FROM cache_verdicts WHERE seq <= (SELECT max(seq) FROM cache_verdicts) - ?', [maxVerdicts]);
    },
    newest: limit =>
      driver.all('SELECT * FROM cache_verdicts ORDER BY seq DESC LIMIT ?', [limit]).map(row => ({
        requestId: String(row['request_id']),
        atMs: Number(row['at_ms']),
        same: row['same'] === 1,
        tier: row['tier'] === 'gate' ? 'gate' : 'semantic',
        similarity: Number(row['similarity']),
        asked: String(row['asked']),
        kept: String(row['kept']),
      })),
    forget(workspace) {
      if (workspace === undefined) driver.run('DELETE FROM cache_verdicts');
      else driver.run('DELETE FROM cache_verdicts WHERE workspace = ?', [workspace]);
    },
  };
}
