import type { FitReport, LabelKind, ScoreStory } from '../../../protocol/learning.js';
import type { Role } from '../../../protocol/settings.js';
import type { SqlDriver, SqlRow } from '../../rooms/store.js';
import type { Readings } from '../gain/gain.js';

// What routing remembers, on disk: figures, names and vectors. No words.

/** Steps of the file, oldest first; a step that was released is never changed. */
export const outcomeSteps: readonly string[] = [
  `CREATE TABLE route_requests (
     seq INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     at_ms INTEGER NOT NULL,
     role TEXT NOT NULL,
     model TEXT,
     readings TEXT,
     story TEXT,
     vector BLOB,
     vector_model TEXT
   );
   CREATE INDEX route_requests_by_time ON route_requests (at_ms);
   CREATE TABLE route_labels (
     id TEXT NOT NULL, kind TEXT NOT NULL, at_ms INTEGER NOT NULL, PRIMARY KEY (id, kind)
   ) WITHOUT ROWID;
   CREATE TABLE route_fits (
     seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, outcome TEXT NOT NULL, sentence TEXT NOT NULL, base REAL, weights TEXT
   );`,
];

/** A request whose model was a matter of routing. */
export interface RememberedRequest {
  readonly id: string;
  readonly atMs: number;
  readonly role: Role;
  /** `provider:model` of the cheaper model that answered, or tried to; undefined where none did. */
  readonly model: string | undefined;
  readonly readings: Readings | undefined;
  readonly story: ScoreStory | undefined;
  readonly vector: NamedVector | undefined;
  readonly labels: ReadonlyMap<LabelKind, number>;
}

/** A vector, and the bytes of which model made it. */
export interface NamedVector {
  readonly modelId: string;
  readonly vector: Float32Array;
}

/** A re-fit as it is kept; `base` and `weights` only where it was taken. */
export interface KeptFit extends FitReport {
  readonly base: number | null;
}

/** Requests that are kept at most, those of them that nothing was said of, and how long. */
const maxRequests = 50_000;
const maxUnsaid = 5_000;
const keptMs = 90 * 86_400_000;

/** Requests that more is known of than that nobody complained. */
const said = `SELECT id FROM route_labels WHERE kind <> 'quiet'`;

/** Methods throw what the driver throws. */
export class OutcomeFile {
  constructor(
    private readonly driver: SqlDriver,
    private readonly nowMs: () => number,
  ) {}

  write(requests: readonly RememberedRequest[], labels: readonly NewLabel[], vectors: readonly NewVector[]): void {
    this.driver.transaction(() => {
      for (const { id, atMs, role, model, readings, story } of requests) {
        this.driver.run(
          `INSERT OR IGNORE INTO route_requests (id, at_ms, role, model, readings, story) VALUES (?, ?, ?, ?, ?, ?)`,
          [id, atMs, role, model ?? null, json(readings), json(story)],
        );
      }
      for (const { id, modelId, vector } of vectors) {
        const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
        this.driver.run('UPDATE route_requests SET vector = ?, vector_model = ? WHERE id = ?', [bytes, modelId, id]);
      }
      for (const { id, kind, atMs } of labels) {
        this.driver.run('INSERT OR REPLACE INTO route_labels (id, kind, at_ms) VALUES (?, ?, ?)', [id, kind, atMs]);
      }
    });
  }

  /** What is too old, or too much. */
  prune(): void {
    this.driver.transaction(() => {
      this.driver.run('DELETE FROM route_requests WHERE at_ms < ?', [this.nowMs() - keptMs]);
      for (const [most, which] of [
        [maxUnsaid, `AND id NOT IN (${said})`],
        [maxRequests, ''],
      ] as const) {
        this.driver.run(`DELETE FROM route_requests WHERE seq <= (SELECT max(seq) FROM route_requests) - ? ${which}`, [
          most,
        ]);
      }
      this.driver.run('DELETE FROM route_labels WHERE id NOT IN (SELECT id FROM route_requests)');
    });
  }

  unlabel(id: string, kind: LabelKind): boolean {
    return this.driver.run('DELETE FROM route_labels WHERE id = ? AND kind = ?', [id, kind]).changes > 0;
  }

  find(id: string): RememberedRequest | undefined {
    const row = this.driver.get('SELECT * FROM route_requests WHERE id = ?', [id]);
    return row && this.#withLabels([row])[0];
  }

  /**
   * Those that a cheaper model answered, newest first, from before a place, or only those that more is known of than
   * silence. The place of the last of them goes with it, undefined at the end.
   */
  page(
    before: number,
    { limit, onlySaid }: { readonly limit: number; readonly onlySaid: boolean },
  ): { readonly requests: readonly RememberedRequest[]; readonly next?: number } {
    const rows = this.driver.all(
      `SELECT * FROM route_requests WHERE seq < ? AND model IS NOT NULL ${onlySaid ? `AND id IN (${said})` : ''}
       ORDER BY seq DESC LIMIT ?`,
      [before, limit],
    );
    const requests = this.#withLabels(rows);
    return rows.length < limit ? { requests } : { requests, next: Number(rows.at(-1)?.['seq']) };
  }

  /** Requests that a cheaper model was asked about since then, newest first. */
  routedSince(sinceMs: number): readonly RememberedRequest[] {
    return this.#withLabels(
      this.driver.all(
        `SELECT id, at_ms, role, model, readings, story FROM route_requests
         WHERE at_ms >= ? AND model IS NOT NULL ORDER BY seq DESC`,
        [sinceMs],
      ),
    );
  }

  fit(): KeptFit | undefined {
    const row = this.driver.get('SELECT * FROM route_fits ORDER BY seq DESC LIMIT 1');
    return row && toFit(row);
  }

  /** What is in force: the last that was taken, unless it was put back since. */
  taken(): KeptFit | undefined {
    const row = this.driver.get(
      `SELECT * FROM route_fits WHERE outcome IN ('taken', 'reset') ORDER BY seq DESC LIMIT 1`,
    );
    const fit = row && toFit(row);
    return fit?.outcome === 'taken' ? fit : undefined;
  }

  addFit({ atMs, outcome, sentence, base, weights }: KeptFit): void {
    this.driver.run('INSERT INTO route_fits (at_ms, outcome, sentence, base, weights) VALUES (?, ?, ?, ?, ?)', [
      ...[atMs, outcome, sentence, base, json(weights ?? undefined)],
    ]);
    this.driver.run('DELETE FROM route_fits WHERE seq <= (SELECT max(seq) FROM route_fits) - 100');
  }

  /** Everything; returns how many requests went. */
  forget(): number {
    return this.driver.transaction(() => {
      this.driver.run('DELETE FROM route_labels');
      this.driver.run('DELETE FROM route_fits');
      return this.driver.run('DELETE FROM route_requests').changes;
    });
  }

  close(): void {
    this.driver.close();
  }

  #withLabels(rows: readonly SqlRow[]): readonly RememberedRequest[] {
    const ids = rows.map(row => String(row['id']));
    const labels = new Map<string, Map<LabelKind, number>>(ids.map(id => [id, new Map<LabelKind, number>()]));
    const named = 'SELECT id, kind, at_ms FROM route_labels WHERE id IN (SELECT value FROM json_each(?))';
    for (const row of this.driver.all(named, [JSON.stringify(ids)])) {
      labels.get(String(row['id']))?.set(row['kind'] as LabelKind, Number(row['at_ms']));
    }
    return rows.map(row => toRequest(row, labels.get(String(row['id'])) ?? new Map<LabelKind, number>()));
  }
}

export interface NewLabel {
  readonly id: string;
  readonly kind: LabelKind;
  readonly atMs: number;
}

export interface NewVector extends NamedVector {
  readonly id: string;
}

function toRequest(row: SqlRow, labels: ReadonlyMap<LabelKind, number>): RememberedRequest {
  const bytes = row['vector'];
  return {
    id: String(row['id']),
    atMs: Number(row['at_ms']),
    role: row['role'] as Role,
    model: row['model'] === null ? undefined : String(row['model']),
    readings: parsed(row['readings']) as Readings | undefined,
    story: parsed(row['story']) as ScoreStory | undefined,
    vector: Buffer.isBuffer(bytes) ? { modelId: String(row['vector_model']), vector: floats(bytes) } : undefined,
    labels,
  };
}

function toFit(row: SqlRow): KeptFit {
  return {
    atMs: Number(row['at_ms']),
    outcome: row['outcome'] as FitReport['outcome'],
    sentence: String(row['sentence']),
    base: row['base'] === null ? null : Number(row['base']),
    weights: (parsed(row['weights']) as Record<string, number> | undefined) ?? null,
  };
}

/** A copy of its own, since a blob need not lie where floats may. */
function floats(bytes: Buffer): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

function json(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function parsed(text: SqlRow[string] | undefined): unknown {
  return typeof text === 'string' ? JSON.parse(text) : undefined;
}
