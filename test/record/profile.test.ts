import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openRecord } from '../../src/proxy/record/record.js';
import { openSql } from '../../src/proxy/store/open.js';
import { parseSettings } from '../../src/protocol/settings.js';
import { tempDirForTest } from '../support/temp-dir.js';

/** A ledger with so many requests of two clients; every third was asked before, word for word. */
function ledgerOf(requests: number) {
  const file = join(tempDirForTest('profile'), 'ledger.db');
  const settings = parseSettings({});
  const open = () =>
    openRecord({ file, openSql, settings: () => settings, clock: { nowMs: () => 1e12, tickMs: () => 0 } });
  open().close();
  const { driver } = openSql(file, { busyMs: 1_000 });
  const columns = driver.all(`SELECT name, type, "notnull" AS must FROM pragma_table_info('requests')`);
  const usual = columns.map(({ must, type }) => (must === 0 ? null : type === 'TEXT' ? '' : 0));
  const names = columns.map(({ name }) => String(name));
  const sql = `INSERT INTO requests (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
  driver.transaction(() => {
    for (let i = 0; i < requests; i++) {
      const given: Readonly<Record<string, string | number | null>> = {
        ...{ seq: null, id: `r${i}`, at_ms: i, dialect: 'openai-chat', role: i === 4 ? 'shadow' : 'main' },
        ...{ client: i % 2 === 0 ? 'cline' : 'codex', cache: 'miss', entry_id: `e${i}` },
        prompt_key: i % 3 === 2 ? `p${i - 1}` : `p${i}`,
      };
      driver.run(
        sql,
        names.map((name, at) => (name in given ? (given[name] ?? null) : (usual[at] ?? null))),
      );
    }
  });
  driver.close();
  return open();
}

it('a profile of a long past lets others have their turn, and says that it did not look at all of it', async () => {
  const record = ledgerOf(100_300);
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const { clients, isCut } = await record.askedBefore(0);
  isOver = true;
  expect(turns).toBeGreaterThan(300);
  expect(isCut).toBe(true);
  expect(clients.reduce((sum, { prompts }) => sum + prompts, 0)).toBe(100_000);
  record.close();
});

it('a profile of nothing, and of a short past without what Tuppence asked itself', async () => {
  const empty = ledgerOf(0);
  expect(await empty.askedBefore(0)).toMatchObject({ clients: [], isCut: false });
  empty.close();
  const record = ledgerOf(12);
  expect((await record.askedBefore(0)).clients).toEqual([
    { client: 'codex', prompts: 6, repeated: 1, rephrased: 0, served: 0 },
    { client: 'cline', prompts: 5, repeated: 2, rephrased: 0, served: 0 },
  ]);
  record.close();
});
