import type { LedgerRow } from '../rooms/ledger-row.js';
import type { SqlRow, SqlValue } from '../rooms/store.js';
import { lossStep } from './prefix-losses.js';
import { hourStep, shadowStep, trialStep } from './sums.js';

/** A row with what its cost can be worked out from again. */
export interface StoredRow extends LedgerRow {
  /** The part of `cacheWriteTokens` that is kept for an hour. */
  readonly cacheWriteHourTokens: number;
  readonly audioInputTokens: number;
  readonly imageInputTokens: number;
  readonly audioOutputTokens: number;
  readonly imageOutputTokens: number;
  readonly webSearches: number;
  readonly fileSearches: number;
  /** The terms of service, joined by commas; null for the ordinary ones. */
  readonly terms: string | null;
}

/** Steps of the ledger's file, oldest first; a step that was released is never changed. Money is in micro-dollars. */
export const ledgerSteps: readonly string[] = [
  `CREATE TABLE requests (
     seq INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     at_ms INTEGER NOT NULL,
     dialect TEXT NOT NULL,
     client TEXT NOT NULL,
     feature TEXT,
     user_tier TEXT,
     workspace TEXT NOT NULL,
     session TEXT NOT NULL,
     role TEXT NOT NULL,
     streamed INTEGER NOT NULL,
     model_requested TEXT NOT NULL,
     provider_requested TEXT NOT NULL,
     model_served TEXT NOT NULL,
     provider_served TEXT NOT NULL,
     tier TEXT,
     cache TEXT NOT NULL,
     reason TEXT NOT NULL,
     score REAL,
     similarity REAL,
     would_model TEXT,
     input_tokens INTEGER NOT NULL,
     cached_input_tokens INTEGER NOT NULL,
     cache_write_tokens INTEGER NOT NULL,
     output_tokens INTEGER NOT NULL,
     reasoning_tokens INTEGER NOT NULL,
     cost INTEGER,
     baseline INTEGER,
     saved INTEGER,
     saved_by TEXT,
     would_save INTEGER,
     estimated INTEGER NOT NULL,
     latency_ms REAL NOT NULL,
     first_byte_ms REAL NOT NULL,
     status INTEGER NOT NULL,
     outcome TEXT NOT NULL,
     demo INTEGER NOT NULL
   );
   CREATE INDEX requests_by_time ON requests (at_ms);`,
  `ALTER TABLE requests ADD COLUMN cache_write_hour_tokens INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE requests ADD COLUMN audio_input_tokens INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE requests ADD COLUMN image_input_tokens INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE requests ADD COLUMN audio_output_tokens INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE requests ADD COLUMN image_output_tokens INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE requests ADD COLUMN web_searches INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE requests ADD COLUMN file_searches INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE requests ADD COLUMN terms TEXT;`,
  `ALTER TABLE requests ADD COLUMN cache_reason TEXT;
   ALTER TABLE requests ADD COLUMN entry_id TEXT;
   ALTER TABLE requests ADD COLUMN prompt_key TEXT;
   ALTER TABLE requests ADD COLUMN content_key TEXT;
   ALTER TABLE requests ADD COLUMN verdict TEXT;`,
  hourStep,
  `ALTER TABLE requests ADD COLUMN content_class TEXT;
   ALTER TABLE requests ADD COLUMN kept_s INTEGER;`,
  `ALTER TABLE requests ADD COLUMN attempts INTEGER NOT NULL DEFAULT 1;
   ALTER TABLE requests ADD COLUMN escalated INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE requests ADD COLUMN confidence REAL;
   ALTER TABLE requests ADD COLUMN tried_model TEXT;
   ALTER TABLE requests ADD COLUMN tried_provider TEXT;
   ALTER TABLE requests ADD COLUMN tried_cost INTEGER;
   ${trialStep}`,
  lossStep,
  shadowStep,
];

/** Every field of a row, in one order. The type makes a forgotten field an error. */
const columnOf: Readonly<Record<keyof StoredRow, string>> = {
  id: 'id',
  atMs: 'at_ms',
  dialect: 'dialect',
  client: 'client',
  feature: 'feature',
  userTier: 'user_tier',
  workspace: 'workspace',
  session: 'session',
  role: 'role',
  streamed: 'streamed',
  modelRequested: 'model_requested',
  providerRequested: 'provider_requested',
  modelServed: 'model_served',
  providerServed: 'provider_served',
  tier: 'tier',
  cache: 'cache',
  reason: 'reason',
  score: 'score',
  similarity: 'similarity',
  cacheReason: 'cache_reason',
  entryId: 'entry_id',
  promptKey: 'prompt_key',
  contentKey: 'content_key',
  contentClass: 'content_class',
  keptS: 'kept_s',
  verdict: 'verdict',
  wouldModel: 'would_model',
  inputTokens: 'input_tokens',
  cachedInputTokens: 'cached_input_tokens',
  cacheWriteTokens: 'cache_write_tokens',
  outputTokens: 'output_tokens',
  reasoningTokens: 'reasoning_tokens',
  cost: 'cost',
  baseline: 'baseline',
  saved: 'saved',
  savedBy: 'saved_by',
  wouldSave: 'would_save',
  estimated: 'estimated',
  latencyMs: 'latency_ms',
  firstByteMs: 'first_byte_ms',
  status: 'status',
  outcome: 'outcome',
  demo: 'demo',
  cacheWriteHourTokens: 'cache_write_hour_tokens',
  audioInputTokens: 'audio_input_tokens',
  imageInputTokens: 'image_input_tokens',
  audioOutputTokens: 'audio_output_tokens',
  imageOutputTokens: 'image_output_tokens',
  webSearches: 'web_searches',
  fileSearches: 'file_searches',
  terms: 'terms',
  attempts: 'attempts',
  escalated: 'escalated',
  confidence: 'confidence',
  triedModel: 'tried_model',
  triedProvider: 'tried_provider',
  triedCost: 'tried_cost',
};
const fields = Object.keys(columnOf) as (keyof StoredRow)[];
const columns = fields.map(field => columnOf[field]).join(', ');

/** A row that is there already stays: a queue that is tried again may hold rows that did arrive. */
export const insertRow = `INSERT OR IGNORE INTO requests (${columns}) VALUES (${fields.map(() => '?').join(', ')})`;
export const selectRow = `SELECT ${columns} FROM requests WHERE id = ?`;
export const markRow = 'UPDATE requests SET verdict = ? WHERE id = ?';
/** For what was only seen. */
export const noteRow = `${markRow} AND (verdict IS NULL OR verdict LIKE 'shadow-%')`;
export const selectRecent = `SELECT ${columns} FROM requests WHERE dialect <> 'anthropic-count-tokens' ORDER BY seq DESC LIMIT ?`;
/** Whoever stays or goes for one of these reasons does so whatever the score is. */
export const aboveScore = [
  'structured',
  'warm-prefix',
  'same-chat',
  'not-covered',
  'latched',
  'stage-errors',
  'stage-repeats',
  'stage-spinning',
  'redo-strong',
  'header',
  'rule',
] as const;
/** Jobs of an assistant's own that want the cheap tier whatever is said in them. */
export const smallJobs = ['role-title', 'role-branch', 'role-commit', 'role-classifier'] as const;
const head = "substr(reason, 1, instr(reason || '+', '+') - 1)";
const list = (codes: readonly string[]) => codes.map(code => `'${code}'`).join(', ');
/** Those whose model was a matter of their score. */
export const selectScored = `SELECT seq, ${columns} FROM requests
  WHERE seq < ? AND at_ms >= ? AND score IS NOT NULL AND outcome = 'ok'
    AND ${head} NOT IN (${list(aboveScore)})
  ORDER BY seq DESC LIMIT ?`;
/** Those that a score was given, whatever came of it, and the small jobs. */
export const selectScores = `SELECT seq, ${columns} FROM requests
  WHERE seq < ? AND at_ms >= ? AND (score IS NOT NULL OR ${head} IN (${list(smallJobs)}))
  ORDER BY seq DESC LIMIT ?`;
/** Why all others have none. */
export const countUnscored = `SELECT
    CASE WHEN cache NOT IN ('miss', 'bypass') THEN 'cache' WHEN outcome <> 'ok' THEN 'failed' ELSE ${head} END AS why,
    count(*) AS requests
  FROM requests
  WHERE at_ms >= ? AND dialect <> 'anthropic-count-tokens' AND score IS NULL AND ${head} NOT IN (${list(smallJobs)})
  GROUP BY why`;
export const selectLastScores = `SELECT score FROM requests WHERE score IS NOT NULL ORDER BY seq DESC LIMIT ?`;
/** The rows behind a place, of a span; the first place of a span is {@link selectFirst}. */
export const selectPage = `SELECT seq, ${columns} FROM requests WHERE seq >= ? AND at_ms >= ? ORDER BY seq LIMIT ?`;
export const selectFirst = 'SELECT min(seq) AS seq FROM requests WHERE at_ms >= ?';
export const selectNewest = `SELECT ${columns} FROM requests ORDER BY seq DESC LIMIT ?`;

/** What a row has that an older version left behind when it was killed. */
const before: Partial<StoredRow> = {
  cacheWriteHourTokens: 0,
  audioInputTokens: 0,
  imageInputTokens: 0,
  audioOutputTokens: 0,
  imageOutputTokens: 0,
  webSearches: 0,
  fileSearches: 0,
  terms: null,
  attempts: 1,
  escalated: false,
  confidence: null,
  triedModel: null,
  triedProvider: null,
  triedCost: null,
  cacheReason: null,
  entryId: null,
  promptKey: null,
  contentKey: null,
  contentClass: null,
  keptS: null,
  verdict: null,
};

export function toParams(row: StoredRow): readonly SqlValue[] {
  return fields.map(field => row[field] ?? before[field] ?? null);
}

const booleans: ReadonlySet<string> = new Set<keyof StoredRow>(['streamed', 'estimated', 'demo', 'escalated']);

export function fromSql(stored: SqlRow): StoredRow {
  const entries = fields.map(field => {
    const value = stored[columnOf[field]];
    return [field, booleans.has(field) ? value === 1 : value];
  });
  return Object.fromEntries(entries) as StoredRow;
}
