import type { SqlDriver } from '../rooms/store.js';
import { StoreError } from './errors.js';

/**
 * Brings a file up to date. Step n (counted from 1) leaves `PRAGMA user_version` at n; a step that was released is
 * never changed, only followed by another. All steps or none. Throws {@link StoreError} `newer` for a file that a
 * newer version wrote, and what the driver throws.
 */
export function migrate(driver: SqlDriver, steps: readonly string[], file: string): void {
  if (versionOf(driver) === steps.length) return;
  driver.transaction(() => {
    // Read again under the lock: another process may have been quicker.
    const version = versionOf(driver);
    if (version > steps.length) throw new StoreError('newer', file);
    for (const step of steps.slice(version)) driver.exec(step);
    driver.exec(`PRAGMA user_version = ${steps.length}`);
  });
}

function versionOf(driver: SqlDriver): number {
  return Number(driver.get('PRAGMA user_version')?.['user_version'] ?? 0);
}
