import { closeSync, existsSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openCatalogue } from '../../src/proxy/record/catalogue.js';
import { openLedger } from '../../src/proxy/record/ledger.js';
import { makePriceOf } from '../../src/proxy/record/prices.js';
import { toRow } from '../../src/proxy/record/settle.js';
import { insertRow, ledgerSteps, toParams, type StoredRow } from '../../src/proxy/record/columns.js';
import { openSql } from '../../src/proxy/store/open.js';
import { tempDirForTest } from '../support/temp-dir.js';
import { handClock, settingsOf, settlementOf } from './settlement.js';

const settings = settingsOf();
const priceOf = makePriceOf(settings, openCatalogue());
const rowOf = (id: string): StoredRow =>
  toRow(settlementOf({ id }), { settings, priceOf, provider: name => ({ name }) });

function ledgerIn(file = join(tempDirForTest('ledger'), 'ledger.db'), maxWaiting?: number) {
  const clock = handClock();
  const ledger = openLedger({ file, openSql, clock, ...(maxWaiting === undefined ? {} : { maxWaiting }) });
  return { file, clock, ledger, later: () => clock.advance(5_000) };
}
/** What another program sees in the file. */
function idsIn(file: string): readonly unknown[] {
  const { driver } = openSql(file);
  const ids = driver.all('SELECT id FROM requests ORDER BY seq').map(row => row['id']);
  driver.close();
  return ids;
}

describe('a ledger', () => {
  test('what people did stands above what came of a comparison, and what the user said above both', () => {
    const { ledger, file } = ledgerIn();
    for (const id of ['a', 'b']) ledger.add(rowOf(id));
    const verdictOf = (id: string) => ledger.row(id)?.verdict;
    ledger.mark('a', 'shadow-same');
    expect(verdictOf('a')).toBe('shadow-same');
    ledger.mark('a', 'said-no');
    ledger.mark('a', 'shadow-different');
    expect(verdictOf('a')).toBe('said-no');
    ledger.mark('a', 'wrong-answer');
    ledger.mark('a', 'asked-again');
    expect(verdictOf('a')).toBe('wrong-answer');
    expect(verdictOf('b')).toBeNull();
    ledger.close();
    expect(ledgerIn(file).ledger.row('a')?.verdict).toBe('wrong-answer');
  });

  test('gives rows back as they were, by id and newest first', () => {
    const { ledger } = ledgerIn();
    const rows = ['a', 'b', 'c'].map(rowOf);
    rows.forEach(row => ledger.add(row));
    expect(ledger.row('b')).toEqual(rows[1]);
    expect(ledger.row('nobody')).toBeUndefined();
    expect(ledger.rows(2)).toEqual([rows[2], rows[1]]);
    expect(ledger.trouble()).toBeUndefined();
    ledger.close();
  });

  test('keeps what the user says of a request, at once and for good', () => {
    const { file, ledger, clock } = ledgerIn();
    ledger.add(rowOf('a'));
    expect(ledger.mark('a', 'wrong-answer')).toBe(true);
    expect(ledger.mark('nobody', 'wrong-answer')).toBe(false);
    expect(ledger.row('a')).toEqual({ ...rowOf('a'), verdict: 'wrong-answer' });
    ledger.close();
    const next = openLedger({ file, openSql, clock });
    expect(next.mark('a', 'redo-strong')).toBe(true);
    expect(next.row('a')?.verdict).toBe('redo-strong');
    next.close();
  });

  test('leaves counts of tokens out of what is recent, also while rows wait, and gives pages oldest first', () => {
    const { file, ledger } = ledgerIn();
    const rows = Array.from({ length: 230 }, (_unused, n): StoredRow => ({
      ...rowOf(`r${n}`),
      atMs: n,
      dialect: n % 2 === 0 ? 'openai-chat' : 'anthropic-count-tokens',
    }));
    rows.slice(0, 228).forEach(row => ledger.add(row));
    expect(ledger.recent(2).map(({ id }) => id)).toEqual(['r226', 'r224']);
    const other = openSql(file);
    other.driver.exec('BEGIN IMMEDIATE');
    rows.slice(228).forEach(row => ledger.add(row));
    expect(ledger.recent(2).map(({ id }) => id)).toEqual(['r228', 'r226']);
    expect([...ledger.pages(20)].flat().map(({ id }) => id)).toEqual(rows.slice(20).map(({ id }) => id));
    other.driver.exec('ROLLBACK');
    other.driver.close();
    ledger.close();
  });

  test('says why its pages cannot be read', () => {
    const folder = tempDirForTest('ledger');
    const { ledger } = ledgerIn(join(folder, 'no-folder', 'ledger.db'));
    rmSync(join(folder, 'no-folder'), { recursive: true });
    writeFileSync(join(folder, 'no-folder'), 'a file where the folder was');
    expect(() => [...ledger.pages(0)]).toThrow('ledger.db');
    ledger.close();
  });

  test('keeps every kind of null, number and truth value', () => {
    const { ledger } = ledgerIn();
    const odd: StoredRow = {
      ...rowOf('odd'),
      cost: null,
      saved: -5,
      savedBy: 'routing',
      estimated: true,
      demo: true,
      streamed: false,
      score: 0.25,
      tier: 'strong',
      latencyMs: 1.5,
      client: 'naïve "🪙" client',
      cacheWriteHourTokens: 7,
      webSearches: 2,
      terms: 'batch,us',
    };
    ledger.add(odd);
    expect(ledger.row('odd')).toEqual(odd);
    ledger.close();
  });

  test('reads and goes on with a file of the first version', () => {
    const file = join(tempDirForTest('ledger'), 'ledger.db');
    const old = openSql(file, { steps: ledgerSteps.slice(0, 1) });
    const columns = old.driver.all('PRAGMA table_info(requests)').map(column => String(column['name']));
    const values = new Map(
      /\(([^)]*)\)/
        .exec(insertRow)?.[1]
        ?.split(', ')
        .map((name, n) => [name, toParams(rowOf('a'))[n]]),
    );
    const known = columns.filter(name => values.has(name));
    old.driver.run(
      `INSERT INTO requests (${known.join(', ')}) VALUES (${known.map(() => '?').join(', ')})`,
      known.map(name => values.get(name) ?? null),
    );
    old.driver.close();
    const { ledger } = ledgerIn(file);
    ledger.add(rowOf('b'));
    expect(known).toHaveLength(36);
    expect(ledger.rows(5)).toEqual([rowOf('b'), { ...rowOf('a'), promptKey: null }]);
    ledger.close();
  });

  test('takes over what the first version left behind when it was killed', () => {
    const file = join(tempDirForTest('ledger'), 'ledger.db');
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const { webSearches, terms, ...old } = rowOf('a');
    writeFileSync(`${file}.journal-${dead}`, `${JSON.stringify(old)}\n`);
    const { ledger } = ledgerIn(file);
    expect(ledger.rows(5)).toEqual([{ ...old, webSearches, terms }]);
    expect([webSearches, terms]).toEqual([0, null]);
    ledger.close();
  });

  test('has a row on disk before add returns, and in the database soon after', async () => {
    const { file, ledger } = ledgerIn();
    ledger.add(rowOf('a'));
    const journal = `${file}.journal-${process.pid}`;
    expect(readFileSync(journal, 'utf8')).toContain('"id":"a"');
    await expect.poll(() => idsIn(file)).toEqual(['a']);
    expect(readFileSync(journal, 'utf8')).toBe('');
    ledger.close();
    expect(existsSync(journal)).toBe(false);
  });

  test('takes over the rows of a process that was killed, and leaves those of one that lives', () => {
    const { file, ledger } = ledgerIn();
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const torn = JSON.stringify(rowOf('b')).slice(0, 40);
    writeFileSync(`${file}.journal-${dead}`, `${JSON.stringify(rowOf('a'))}\n${torn}`);
    writeFileSync(`${file}.journal-${process.ppid}`, `${JSON.stringify(rowOf('c'))}\n`);
    ledger.close();
    const again = ledgerIn(file).ledger;
    expect(again.rows(10).map(row => row.id)).toEqual(['a']);
    expect(existsSync(`${file}.journal-${dead}`)).toBe(false);
    expect(existsSync(`${file}.journal-${process.ppid}`)).toBe(true);
    again.close();
  });

  test('takes over the rows of a process that was killed so lately that it still looked alive', async () => {
    const { file, ledger } = ledgerIn();
    ledger.close();
    const dying = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    writeFileSync(`${file}.journal-${dying.pid}`, `${JSON.stringify(rowOf('a'))}\n`);
    const again = ledgerIn(file).ledger;
    expect(again.rows(10)).toEqual([]);
    dying.kill('SIGKILL');
    await expect.poll(() => again.rows(10).map(row => row.id)).toEqual(['a']);
    again.close();
  });

  test('gives the database many rows at once without losing any', () => {
    const { file, ledger } = ledgerIn();
    for (let n = 0; n < 1_200; n++) ledger.add(rowOf(`row${n}`));
    ledger.close();
    expect(idsIn(file)).toHaveLength(1_200);
  });

  test('is read again after a restart', () => {
    const { file, ledger } = ledgerIn();
    ledger.add(rowOf('a'));
    ledger.close();
    const again = ledgerIn(file).ledger;
    again.add(rowOf('b'));
    expect(again.rows(10).map(row => row.id)).toEqual(['b', 'a']);
    again.close();
  });
});

describe('a ledger whose file cannot be written', () => {
  test('keeps rows in memory, says so, and writes them once it can', () => {
    const folder = join(tempDirForTest('ledger'), 'blocked');
    writeFileSync(folder, 'a file where the folder should be');
    const { file, ledger, later } = ledgerIn(join(folder, 'ledger.db'));
    ledger.add(rowOf('a'));
    ledger.add(rowOf('b'));
    expect(ledger.trouble()).toMatch(/cannot be written.*2 requests wait in memory/);
    expect(ledger.rows(10).map(row => row.id)).toEqual(['b', 'a']);
    expect(ledger.row('a')?.id).toBe('a');
    rmSync(folder);
    later();
    ledger.add(rowOf('c'));
    expect(ledger.trouble()).toBeUndefined();
    ledger.rows(1);
    expect(idsIn(file)).toEqual(['a', 'b', 'c']);
    ledger.close();
  });

  test('writes what waits by itself when no request comes any more', async () => {
    const folder = join(tempDirForTest('ledger'), 'blocked');
    writeFileSync(folder, '');
    const { file, ledger } = ledgerIn(join(folder, 'ledger.db'));
    ledger.add(rowOf('a'));
    rmSync(folder);
    await expect.poll(() => ledger.trouble(), { timeout: 10_000, interval: 100 }).toBeUndefined();
    expect(idsIn(file)).toEqual(['a']);
    ledger.close();
  });

  test('does not try again at every request', () => {
    const folder = join(tempDirForTest('ledger'), 'blocked');
    writeFileSync(folder, '');
    const { ledger, later } = ledgerIn(join(folder, 'ledger.db'));
    ledger.add(rowOf('a'));
    rmSync(folder);
    ledger.add(rowOf('b'));
    expect(ledger.trouble()).toBeDefined();
    later();
    ledger.add(rowOf('c'));
    expect(ledger.trouble()).toBeUndefined();
    ledger.close();
  });

  test('keeps the newest when more wait than it may hold, and says how many it gave up', () => {
    const folder = join(tempDirForTest('ledger'), 'blocked');
    writeFileSync(folder, '');
    const { ledger } = ledgerIn(join(folder, 'ledger.db'), 2);
    ['a', 'b', 'c', 'd'].forEach(id => ledger.add(rowOf(id)));
    expect(ledger.rows(10).map(row => row.id)).toEqual(['d', 'c']);
    expect(ledger.trouble()).toMatch(/2 requests wait .* 2 older ones were given up/);
    ledger.close();
  });

  test('waits for a lock and then loses nothing', () => {
    const { file, ledger, later } = ledgerIn();
    ledger.add(rowOf('a'));
    ledger.rows(1);
    const other = openSql(file).driver;
    other.transaction(() => {
      ledger.add(rowOf('b'));
      ledger.rows(1);
      expect(ledger.trouble()).toMatch(/locked/);
      expect(ledger.rows(10).map(row => row.id)).toEqual(['b', 'a']);
    });
    later();
    expect(ledger.rows(10).map(row => row.id)).toEqual(['b', 'a']);
    expect(ledger.trouble()).toBeUndefined();
    expect(idsIn(file)).toEqual(['a', 'b']);
    other.close();
    ledger.close();
  });

  test('writes what waits when it is closed', () => {
    const folder = join(tempDirForTest('ledger'), 'blocked');
    writeFileSync(folder, '');
    const { file, ledger } = ledgerIn(join(folder, 'ledger.db'));
    ledger.add(rowOf('a'));
    rmSync(folder);
    ledger.close();
    expect(idsIn(file)).toEqual(['a']);
  });
});

describe('a ledger whose file changes under it', () => {
  test('begins a new file when the old one was removed', () => {
    const { file, ledger } = ledgerIn();
    ledger.add(rowOf('a'));
    ledger.rows(1);
    rmSync(file);
    ledger.add(rowOf('b'));
    ledger.rows(1);
    expect(idsIn(file)).toEqual(['b']);
    expect(ledger.trouble()).toBeUndefined();
    ledger.close();
  });

  test('sets garbage aside at the start and says where it went', () => {
    const file = join(tempDirForTest('ledger'), 'ledger.db');
    writeFileSync(file, 'garbage '.repeat(1_000));
    const { ledger } = ledgerIn(file);
    expect(ledger.recovered()).toMatch(/ledger\.db\.damaged-/);
    ledger.add(rowOf('a'));
    expect(ledger.rows(10).map(row => row.id)).toEqual(['a']);
    ledger.close();
  });

  test('sets a file aside whose damage shows only when it is read, and goes on', () => {
    const first = ledgerIn();
    for (let n = 0; n < 200; n++) first.ledger.add(rowOf(`row${n}`));
    first.ledger.close();
    damagePages(first.file);
    const { ledger } = ledgerIn(first.file);
    expect(ledger.recovered()).toBeUndefined();
    expect(ledger.rows(200)).toEqual([]);
    expect(ledger.recovered()).toMatch(/damaged/);
    ledger.add(rowOf('new'));
    ledger.rows(1);
    expect(idsIn(first.file)).toEqual(['new']);
    expect(readdirSync(join(first.file, '..')).some(name => name.includes('.damaged-'))).toBe(true);
    ledger.close();
  });

  test('sets a file aside whose damage shows when it is written, and loses no new row', () => {
    const first = ledgerIn();
    for (let n = 0; n < 200; n++) first.ledger.add(rowOf(`row${n}`));
    first.ledger.close();
    damagePages(first.file);
    const { ledger, later } = ledgerIn(first.file);
    ledger.add(rowOf('new'));
    ledger.rows(1);
    later();
    ledger.add(rowOf('newer'));
    ledger.rows(1);
    expect(ledger.trouble()).toBeUndefined();
    expect(idsIn(first.file)).toEqual(['new', 'newer']);
    ledger.close();
  });
});

/** Everything after the first page, where the schema lies. */
function damagePages(file: string): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, 'x'.repeat(60_000), 4_096);
  closeSync(handle);
}
