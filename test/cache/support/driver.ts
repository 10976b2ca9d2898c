import type { SqlDriver } from '../../../src/proxy/rooms/store.js';
import { openSql } from '../../../src/proxy/store/open.js';

/** The cache's database as the proxy opens it. */
export function openTestDriver(file: string): SqlDriver {
  return openSql(file, { busyMs: 200 }).driver;
}
