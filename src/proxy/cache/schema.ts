import type { SqlDriver } from '../rooms/store.js';

/** Numbered from 1; a step that was released is never changed. */
const steps: readonly string[] = [
  `CREATE TABLE cache_entries (
     label INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     exact_key TEXT NOT NULL UNIQUE,
     bucket TEXT,
     gate TEXT,
     text TEXT,
     workspace TEXT NOT NULL,
     model TEXT NOT NULL,
     created_ms INTEGER NOT NULL,
     expires_ms INTEGER NOT NULL,
     used_ms INTEGER NOT NULL,
     hits INTEGER NOT NULL,
     bytes INTEGER NOT NULL,
     dialect TEXT NOT NULL,
     form TEXT NOT NULL,
     usage TEXT NOT NULL,
     model_served TEXT NOT NULL,
     provider_served TEXT NOT NULL,
     body BLOB NOT NULL
   );
   CREATE INDEX cache_by_gate ON cache_entries (gate) WHERE gate IS NOT NULL;
   CREATE INDEX cache_by_use ON cache_entries (used_ms, bytes);
   CREATE INDEX cache_by_end ON cache_entries (expires_ms);
   CREATE INDEX cache_by_workspace ON cache_entries (workspace);
   CREATE TABLE cache_vectors (
     label INTEGER PRIMARY KEY,
     model TEXT NOT NULL,
     vector BLOB NOT NULL
   );`,
  // These hold what the user said, which a file that is emptied keeps.
  `CREATE TABLE IF NOT EXISTS cache_refusals (
     kind TEXT NOT NULL,
     subject TEXT NOT NULL,
     request_id TEXT NOT NULL,
     at_ms INTEGER NOT NULL,
     client TEXT NOT NULL,
     model TEXT NOT NULL,
     workspace TEXT NOT NULL,
     PRIMARY KEY (kind, subject)
   );
   CREATE TABLE IF NOT EXISTS cache_served (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     request_id TEXT NOT NULL UNIQUE,
     entry_id TEXT NOT NULL,
     at_ms INTEGER NOT NULL,
     tier TEXT NOT NULL,
     similarity REAL NOT NULL,
     bucket TEXT NOT NULL,
     workspace TEXT NOT NULL,
     asked TEXT NOT NULL,
     kept TEXT NOT NULL
   );
   CREATE TABLE IF NOT EXISTS cache_verdicts (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     request_id TEXT NOT NULL UNIQUE,
     at_ms INTEGER NOT NULL,
     same INTEGER NOT NULL,
     tier TEXT NOT NULL,
     similarity REAL NOT NULL,
     bucket TEXT NOT NULL,
     workspace TEXT NOT NULL,
     asked TEXT NOT NULL,
     kept TEXT NOT NULL
   );`,
  // What an entry is worth keeping for; see worth.ts.
  `ALTER TABLE cache_entries ADD COLUMN worth INTEGER NOT NULL DEFAULT 1;
   ALTER TABLE cache_entries ADD COLUMN priority REAL NOT NULL DEFAULT 0;
   DROP INDEX cache_by_use;
   CREATE INDEX cache_by_priority ON cache_entries (priority, used_ms, bytes);`,
  `ALTER TABLE cache_entries ADD COLUMN content_class TEXT NOT NULL DEFAULT 'other';`,
  `ALTER TABLE cache_entries ADD COLUMN namespace TEXT NOT NULL DEFAULT '';
   ALTER TABLE cache_entries ADD COLUMN folder TEXT;
   ALTER TABLE cache_entries ADD COLUMN tie TEXT;`,
  // What was learned, which a file that is emptied keeps. No words are in it.
  `CREATE TABLE IF NOT EXISTS cache_evidence (
     tier TEXT NOT NULL, kind TEXT NOT NULL, count INTEGER NOT NULL, weight REAL NOT NULL, at_ms INTEGER NOT NULL,
     PRIMARY KEY (tier, kind)
   );
   CREATE TABLE IF NOT EXISTS cache_closed (tier TEXT PRIMARY KEY, at_ms INTEGER NOT NULL);
   CREATE TABLE IF NOT EXISTS cache_bars (
     bucket TEXT NOT NULL, content_class TEXT NOT NULL, lift REAL NOT NULL, complaints INTEGER NOT NULL,
     at_ms INTEGER NOT NULL, PRIMARY KEY (bucket, content_class)
   );
   CREATE TABLE IF NOT EXISTS cache_rates (
     client TEXT PRIMARY KEY, lookups REAL NOT NULL, hits REAL NOT NULL, at_ms INTEGER NOT NULL
   );`,
  // Vectors of several models side by side. `shelf` is shelfOf the entry's bucket; every searchable entry up to the label
  // in `upto` was read by the model.
  `DROP TABLE IF EXISTS cache_vectors;
   CREATE TABLE IF NOT EXISTS cache_models (
     number INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     name TEXT NOT NULL,
     upto INTEGER NOT NULL
   );
   CREATE TABLE cache_vectors (
     label INTEGER NOT NULL,
     model INTEGER NOT NULL,
     shelf INTEGER NOT NULL,
     vector BLOB NOT NULL,
     PRIMARY KEY (label, model)
   );
   CREATE INDEX cache_vectors_by_shelf ON cache_vectors (model, shelf, label);
   CREATE TABLE IF NOT EXISTS cache_identity (id TEXT NOT NULL);
   DELETE FROM cache_models;
   DELETE FROM cache_identity;
   INSERT INTO cache_identity (id) VALUES (lower(hex(randomblob(16))));`,
  // Evidence apart by what served a hit: tier, models, class of content, and the bound that let it through.
  `DROP TABLE IF EXISTS cache_evidence;
   DROP TABLE IF EXISTS cache_closed;
   DROP TABLE IF EXISTS cache_bars;
   DROP TABLE IF EXISTS cache_served;
   CREATE TABLE IF NOT EXISTS cache_seen (
     tier TEXT NOT NULL, pool TEXT NOT NULL, content_class TEXT NOT NULL, bound REAL NOT NULL, kind TEXT NOT NULL,
     count INTEGER NOT NULL, weight REAL NOT NULL, at_ms INTEGER NOT NULL,
     PRIMARY KEY (tier, pool, content_class, bound, kind)
   );
   CREATE TABLE IF NOT EXISTS cache_closings (
     tier TEXT NOT NULL, pool TEXT NOT NULL, content_class TEXT NOT NULL, since_ms INTEGER NOT NULL,
     promised REAL NOT NULL, compared INTEGER NOT NULL, PRIMARY KEY (tier, pool, content_class)
   );
   CREATE TABLE cache_bars (
     bucket TEXT NOT NULL, content_class TEXT NOT NULL, lift REAL NOT NULL, complaints INTEGER NOT NULL,
     at_ms INTEGER NOT NULL, client TEXT NOT NULL, model TEXT NOT NULL, PRIMARY KEY (bucket, content_class)
   );
   CREATE TABLE cache_served (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     request_id TEXT NOT NULL UNIQUE,
     entry_id TEXT NOT NULL,
     at_ms INTEGER NOT NULL,
     tier TEXT NOT NULL,
     pool TEXT NOT NULL,
     content_class TEXT NOT NULL,
     bound REAL NOT NULL,
     similarity REAL NOT NULL,
     bucket TEXT NOT NULL,
     workspace TEXT NOT NULL,
     asked TEXT NOT NULL,
     kept TEXT NOT NULL
   );`,
  // The floor of worth.ts. A file without one gets the lowest priority in it, which is what it was before.
  `CREATE TABLE IF NOT EXISTS cache_floor (floor REAL NOT NULL);
   DELETE FROM cache_floor;
   INSERT INTO cache_floor (floor) SELECT coalesce(min(priority), 0) FROM cache_entries;`,
];

/**
 * Brings the cache's tables up to date. A file written by a newer version is emptied, since what it holds may mean
 * something else there and a cache can always be filled again. Throws what the driver throws.
 */
export function prepareSchema(driver: SqlDriver): void {
  driver.exec('CREATE TABLE IF NOT EXISTS cache_schema (version INTEGER NOT NULL)');
  driver.transaction(() => {
    let version = Number(driver.get('SELECT version FROM cache_schema')?.['version'] ?? 0);
    if (version > steps.length) {
      driver.exec('DROP TABLE IF EXISTS cache_entries; DROP TABLE IF EXISTS cache_vectors');
      version = 0;
    }
    for (const step of steps.slice(version)) driver.exec(step);
    driver.run('DELETE FROM cache_schema');
    driver.run('INSERT INTO cache_schema (version) VALUES (?)', [steps.length]);
  });
}
