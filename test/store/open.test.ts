import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSql } from '../../src/proxy/store/open.js';
import { tempDirForTest } from '../support/temp-dir.js';

const storeError = (reason: string) => expect.objectContaining({ name: 'StoreError', reason }) as Error;

describe('a new file', () => {
  test.skipIf(process.platform === 'win32')('is readable by its owner only, its log and its folder too', () => {
    const folder = join(tempDirForTest('open'), 'deep', 'data');
    const { driver } = openSql(join(folder, 'a.db'));
    driver.exec('CREATE TABLE t (v)');
    const modes = [folder, join(folder, 'a.db'), join(folder, 'a.db-wal')].map(path => statSync(path).mode & 0o777);
    expect(modes).toEqual([0o700, 0o600, 0o600]);
    driver.close();
  });

  test.skipIf(process.platform === 'win32')('that others could read is closed to them', () => {
    const file = join(tempDirForTest('open'), 'a.db');
    openSql(file).driver.close();
    chmodSync(file, 0o644);
    openSql(file).driver.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('does not take over the log of a file that was removed', () => {
    const file = fileWithRows();
    const { driver } = openSql(file);
    driver.run('INSERT INTO t VALUES (?)', ['in the log']);
    const log = readFileSync(`${file}-wal`);
    driver.close();
    rmSync(file);
    writeFileSync(`${file}-wal`, log);
    const fresh = openSql(file);
    expect(fresh.driver.all('SELECT name FROM sqlite_master')).toEqual([]);
    fresh.driver.close();
  });
});

describe('a damaged file', () => {
  test.each<[string, (file: string) => void, boolean]>([
    ['of garbage', file => writeFileSync(file, 'not a database at all '.repeat(400)), false],
    ['with an overwritten header', file => overwrite(file, 0, 'x'.repeat(100)), false],
    [
      'with overwritten pages, after a crash',
      file => {
        overwrite(file, 8_192, 'x'.repeat(20_000));
        fakeCrash(file);
      },
      false,
    ],
    ['with overwritten pages, when a check is asked for', file => overwrite(file, 8_192, 'x'.repeat(20_000)), true],
  ])('%s is kept aside and a new one begun', (_name, damage, check) => {
    const file = fileWithRows();
    damage(file);
    const bytes = readFileSync(file);
    const { driver, recovered } = openSql(file, { check, steps: ['CREATE TABLE fresh (v)'] });
    expect(driver.all('SELECT * FROM fresh')).toEqual([]);
    driver.close();
    const aside = readdirSync(join(file, '..')).find(name => /^a\.db\.damaged-\d{8}T\d{6}$/.test(name));
    expect(recovered).toContain(aside);
    expect(readFileSync(join(file, '..', aside ?? '')).equals(bytes)).toBe(true);
  });

  test('twice within one second loses neither', () => {
    const file = join(tempDirForTest('open'), 'a.db');
    for (const text of ['first', 'second']) {
      writeFileSync(file, text.repeat(1_000));
      openSql(file).driver.close();
    }
    expect(readdirSync(join(file, '..')).filter(name => name.includes('damaged'))).toHaveLength(2);
  });

  test('that shows its damage only when read says so', () => {
    const file = fileWithRows();
    overwrite(file, 8_192, 'x'.repeat(20_000));
    const { driver, recovered } = openSql(file);
    expect(recovered).toBeUndefined();
    expect(() => driver.all('SELECT * FROM t')).toThrow(storeError('damaged'));
    driver.close();
  });

  test('is never a sound one after a crash', () => {
    const file = fileWithRows();
    const { driver } = openSql(file);
    driver.run('INSERT INTO t VALUES (?)', ['unsaved']);
    const next = openSql(file);
    expect(next.recovered).toBeUndefined();
    expect(next.driver.get('SELECT count(*) AS n FROM t')).toEqual({ n: 501 });
    next.driver.close();
    driver.close();
  });
});

describe('a file that cannot be used', () => {
  test('below something that is no folder is unwritable, in one sentence that says what to do', () => {
    const folder = tempDirForTest('open');
    writeFileSync(join(folder, 'plain'), '');
    const open = () => openSql(join(folder, 'plain', 'a.db'));
    expect(open).toThrow(storeError('unwritable'));
    expect(open).toThrow(/--data-dir\.$/);
  });

  test('that is a folder is unwritable', () => {
    const folder = tempDirForTest('open');
    mkdirSync(join(folder, 'a.db'));
    expect(() => openSql(join(folder, 'a.db'))).toThrow(storeError('unwritable'));
  });

  test('that another program is writing is locked', () => {
    const file = fileWithRows();
    const holder = openSql(file).driver;
    holder.exec('BEGIN IMMEDIATE');
    expect(() => openSql(file, { busyMs: 1, steps: ['CREATE TABLE u (v)'] })).toThrow(storeError('locked'));
    holder.exec('ROLLBACK');
    holder.close();
  });
});

describe('steps', () => {
  test('run once each and in order', () => {
    const file = join(tempDirForTest('open'), 'a.db');
    const first = ['CREATE TABLE t (a)', 'INSERT INTO t VALUES (1)'];
    openSql(file, { steps: first }).driver.close();
    const { driver } = openSql(file, { steps: [...first, 'ALTER TABLE t ADD COLUMN b; UPDATE t SET b = a + 1'] });
    expect(driver.all('SELECT * FROM t')).toEqual([{ a: 1, b: 2 }]);
    driver.close();
  });

  test('that fail leave the file as it was', () => {
    const file = join(tempDirForTest('open'), 'a.db');
    expect(() => openSql(file, { steps: ['CREATE TABLE t (a)', 'NONSENSE'] })).toThrow(/syntax error/);
    const { driver } = openSql(file, { steps: ['CREATE TABLE t (other)'] });
    expect(driver.all('SELECT * FROM t')).toEqual([]);
    driver.close();
  });

  test('refuse a file that a newer version wrote, and leave it alone', () => {
    const file = join(tempDirForTest('open'), 'a.db');
    openSql(file, { steps: ['CREATE TABLE t (a)', 'CREATE TABLE u (a)'] }).driver.close();
    expect(() => openSql(file, { steps: ['CREATE TABLE t (a)'] })).toThrow(storeError('newer'));
    const { driver } = openSql(file);
    expect(driver.all('SELECT * FROM u')).toEqual([]);
    driver.close();
  });
});

describe('an open file', () => {
  test('knows when it was removed or replaced', () => {
    const file = fileWithRows();
    const { driver, gone } = openSql(file);
    expect(gone()).toBe(false);
    rmSync(file);
    expect(gone()).toBe(true);
    writeFileSync(file, '');
    expect(gone()).toBe(true);
    driver.close();
  });
});

function fileWithRows(): string {
  const file = join(tempDirForTest('open'), 'a.db');
  const { driver } = openSql(file);
  driver.exec('CREATE TABLE t (v)');
  driver.transaction(() => {
    for (let n = 0; n < 500; n++) driver.run('INSERT INTO t VALUES (?)', [`row ${n} ${'.'.repeat(100)}`]);
  });
  driver.close();
  return file;
}

function overwrite(file: string, position: number, text: string): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, text, position);
  closeSync(handle);
}

/** A log that is not empty is what a crash leaves; one without a valid header is ignored by SQLite. */
function fakeCrash(file: string): void {
  writeFileSync(`${file}-wal`, Buffer.alloc(64));
}
