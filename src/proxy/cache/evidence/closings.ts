import type { ContentClass } from '../../../protocol/content-classes.js';
import type { LooseTier } from '../../../protocol/evidence.js';
import type { SqlDriver } from '../../rooms/store.js';

/** Which kinds of content a tier does not serve. Throws what the driver throws. */
export interface Closings {
  of(tier: LooseTier, pool: string): ReadonlyMap<ContentClass, Closing>;
  close(tier: LooseTier, pool: string, contentClass: ContentClass, closing: Closing): void;
  open(tier: LooseTier, pool: string, contentClass: ContentClass): void;
}

export interface Closing {
  readonly sinceMs: number;
  /** Share of wrong answers that was promised by then. */
  readonly promised: number;
  /** Comparisons with fresh answers that had been made by then. */
  readonly compared: number;
}

export function openClosings(driver: SqlDriver): Closings {
  let held: Map<string, Map<ContentClass, Closing>> | undefined;
  const of = (tier: LooseTier, pool: string): Map<ContentClass, Closing> => {
    held ??= load(driver);
    const name = nameOf(tier, pool);
    let found = held.get(name);
    if (found === undefined) held.set(name, (found = new Map<ContentClass, Closing>()));
    return found;
  };
  return {
    of,
    close(tier, pool, contentClass, closing) {
      of(tier, pool).set(contentClass, closing);
      driver.run(
        `INSERT OR REPLACE INTO cache_closings (tier, pool, content_class, since_ms, promised, compared)
         VALUES (?, ?, ?, ?, ?, ?)`,
        [tier, pool, contentClass, closing.sinceMs, closing.promised, closing.compared],
      );
    },
    open(tier, pool, contentClass) {
      of(tier, pool).delete(contentClass);
      driver.run('DELETE FROM cache_closings WHERE tier = ? AND pool = ? AND content_class = ?', [
        ...[tier, pool, contentClass],
      ]);
    },
  };
}

function nameOf(tier: LooseTier, pool: string): string {
  return `${tier} ${pool}`;
}

function load(driver: SqlDriver): Map<string, Map<ContentClass, Closing>> {
  const held = new Map<string, Map<ContentClass, Closing>>();
  for (const row of driver.all('SELECT tier, pool, content_class, since_ms, promised, compared FROM cache_closings')) {
    const name = nameOf(row['tier'] as LooseTier, String(row['pool']));
    const classes = held.get(name) ?? new Map<ContentClass, Closing>();
    const closing = {
      sinceMs: Number(row['since_ms']),
      promised: Number(row['promised']),
      compared: Number(row['compared']),
    };
    held.set(name, classes.set(row['content_class'] as ContentClass, closing));
  }
  return held;
}
