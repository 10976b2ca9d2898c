import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AskedBefore } from '../past.js';
import type { SqlDriver, SqlRow } from '../rooms/store.js';

/** How far back a prompt is looked for; what lies beyond counts as never asked. */
const maxRows = 100_000;
/** Read before waiting prompts get their turn: a few milliseconds. */
const pageRows = 250;

const selectPage = `SELECT seq, at_ms, client, cache, similarity, reason, entry_id, prompt_key, content_key FROM requests
  WHERE seq > ? AND prompt_key IS NOT NULL AND role <> 'shadow'
    AND dialect NOT IN ('anthropic-count-tokens', 'openai-embeddings')
  ORDER BY seq LIMIT ?`;

/** Reads the ledger by SQL; the fallback stands in for what cannot be read. */
type Read = <T>(work: (driver: SqlDriver) => T, fallback: T) => T;

/** What was asked before among the requests since then, in pages, so that nobody is held up. */
export async function askedBefore(read: Read, sinceMs: number): Promise<AskedBefore> {
  const last = read(driver => Number(driver.get('SELECT max(seq) AS seq FROM requests')?.['seq'] ?? 0), 0);
  const first = read(driver => Number(driver.get('SELECT min(seq) AS seq FROM requests')?.['seq'] ?? 0), 0);
  const count = new Count(last - first >= maxRows);
  for (let after: number | undefined = Math.max(0, last - maxRows); after !== undefined;) {
    const from: number = after;
    const page = read<readonly SqlRow[]>(driver => driver.all(selectPage, [from, pageRows]), []);
    for (const row of page) count.take(row, Number(row['at_ms']) >= sinceMs);
    after = page.length < pageRows ? undefined : Number(page.at(-1)?.['seq']);
    await nextTurn();
  }
  return count.result();
}

/** What has been seen, in the order in which it was asked. */
class Count {
  private readonly prompts = new Set<string>();
  private readonly contents = new Set<string>();
  private readonly clients = new Map<
    string,
    { prompts: number; repeated: number; rephrased: number; served: number }
  >();
  private readonly fresh = new Map<string, string>();
  private readonly near: AskedBefore['near'][number][] = [];

  constructor(private readonly isCut: boolean) {}

  take(row: SqlRow, isCounted: boolean): void {
    const prompt = String(row['prompt_key']);
    const content = row['content_key'] === null ? undefined : String(row['content_key']);
    const repeated = this.prompts.has(prompt);
    const rephrased = !repeated && content !== undefined && this.contents.has(content);
    this.prompts.add(prompt);
    if (content !== undefined) this.contents.add(content);
    if (isCounted) this.note(row, repeated, rephrased);
  }

  private note(row: SqlRow, repeated: boolean, rephrased: boolean): void {
    const client = String(row['client']);
    const sums = this.clients.get(client) ?? { prompts: 0, repeated: 0, rephrased: 0, served: 0 };
    this.clients.set(client, sums);
    sums.prompts += 1;
    if (repeated) sums.repeated += 1;
    if (rephrased) sums.rephrased += 1;
    if (row['cache'] !== 'miss' && row['cache'] !== 'bypass') sums.served += 1;
    if (repeated || rephrased) return;
    if (row['cache'] === 'hit-semantic') {
      this.near.push({ client, similarity: Number(row['similarity']), errorBound: boundIn(String(row['reason'])) });
    }
    if (row['cache'] === 'miss' && row['entry_id'] !== null) this.fresh.set(String(row['entry_id']), client);
  }

  result(): AskedBefore {
    const clients = [...this.clients].map(([client, sums]) => ({ client, ...sums }));
    clients.sort((a, b) => b.prompts - a.prompts || (a.client < b.client ? -1 : 1));
    return { clients, fresh: this.fresh, near: this.near, isCut: this.isCut };
  }
}

/** What a semantic hit was accepted on; 0 where every word was accounted for. */
function boundIn(reason: string): number {
  return Number(/within-bound:([\d.]+)/.exec(reason)?.[1] ?? 0);
}
