import { writeSync } from 'node:fs';
import { openRecord } from '../../src/proxy/record/record.js';
import { openSql } from '../../src/proxy/store/open.js';
import { settingsOf, settlementOf } from './settlement.js';

// Settles requests as fast as it can and says each id only after `settle` has returned, until it is killed.

const [file = '', from = '0'] = process.argv.slice(2);
const clock = { nowMs: () => Date.now(), tickMs: () => performance.now() };
const record = openRecord({ file, openSql, settings: settingsOf(), clock });
for (let n = Number(from); ; n++) {
  const { id } = record.settle(settlementOf({ id: `row${n}` }));
  writeSync(1, `${id}\n`);
}
