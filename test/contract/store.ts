import { statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SqlValue } from '../../src/proxy/rooms/store.js';
import type { SqlEngine } from '../../src/proxy/store/engine.js';
import { openSql } from '../../src/proxy/store/open.js';
import { tempDirForTest } from '../support/temp-dir.js';

/** What the rooms rely on in every SQL engine. Call once for each. */
export function storeContract(engine: SqlEngine): void {
  const open = (file = join(tempDirForTest('store'), 'a.db')) => ({ file, driver: openSql(file, { engine }).driver });

  describe('values', () => {
    test.each<[string, SqlValue, unknown]>([
      ['a whole number', 9_007_199_254_740_991, 9_007_199_254_740_991],
      ['a negative number', -3, -3],
      ['a fraction', 0.1, 0.1],
      ['a big integer', 42n, 42],
      ['an empty text', '', ''],
      ['a text beyond the basic plane', 'naïve 🪙 ключ', 'naïve 🪙 ключ'],
      ['null', null, null],
      ['true', true, 1],
      ['false', false, 0],
    ])('%s comes back as it is', (_name, value, expected) => {
      const { driver } = open();
      driver.exec('CREATE TABLE t (v)');
      driver.run('INSERT INTO t VALUES (?)', [value]);
      expect(driver.get('SELECT v FROM t')).toEqual({ v: expected });
      expect(driver.all('SELECT v FROM t')).toEqual([{ v: expected }]);
      driver.close();
    });

    test('any bytes come back as a Buffer with the same bytes, from one row and from many', () => {
      const { driver } = open();
      driver.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, v BLOB)');
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
          driver.run('DELETE FROM t');
          driver.run('INSERT INTO t (v) VALUES (?)', [bytes]);
          for (const row of [driver.get('SELECT v FROM t'), driver.all('SELECT v FROM t')[0]]) {
            expect(Buffer.isBuffer(row?.['v'])).toBe(true);
            expect(Buffer.compare(row?.['v'] as Buffer, bytes)).toBe(0);
          }
        }),
        { numRuns: 50 },
      );
      driver.close();
    });

    test('a view of a part of a larger buffer stores only that part', () => {
      const { driver } = open();
      driver.exec('CREATE TABLE t (v BLOB)');
      driver.run('INSERT INTO t VALUES (?)', [Buffer.from('abcdef').subarray(2, 4)]);
      expect(driver.get('SELECT v FROM t')).toEqual({ v: Buffer.from('cd') });
      driver.close();
    });

    test.each<[string, unknown]>([
      ['undefined', undefined],
      ['an object', { a: 1 }],
      ['a date', new Date(0)],
      ['an array', [1]],
      ['a float array', new Float32Array(2)],
      ['a symbol', Symbol('x')],
      ['NaN', Number.NaN],
    ])('%s is refused with its place and nothing is written', (_name, value) => {
      const { driver } = open();
      driver.exec('CREATE TABLE t (a, b)');
      expect(() => driver.run('INSERT INTO t VALUES (?, ?)', [1, value as SqlValue])).toThrow(/Parameter 2/);
      expect(() => driver.get('SELECT ?', [value as SqlValue])).toThrow(/Parameter 1/);
      expect(driver.all('SELECT * FROM t')).toEqual([]);
      driver.close();
    });
  });

  describe('statements', () => {
    test('tell how many rows changed', () => {
      const { driver } = open();
      driver.exec('CREATE TABLE t (v); INSERT INTO t VALUES (1), (2), (3)');
      expect(driver.run('UPDATE t SET v = v + 1 WHERE v > ?', [1])).toEqual({ changes: 2 });
      expect(driver.get('SELECT v FROM t WHERE v > ?', [100])).toBeUndefined();
      driver.close();
    });

    test('that read one row of many do not stand in the way of a change', () => {
      const { driver } = open();
      driver.exec('CREATE TABLE t (v); INSERT INTO t VALUES (1), (2), (3)');
      expect(driver.get('SELECT v FROM t ORDER BY v')).toEqual({ v: 1 });
      driver.exec('DROP TABLE t');
      expect(() => driver.get('SELECT v FROM t ORDER BY v')).toThrow(/no such table/);
      driver.close();
    });

    test('fail with the engine’s own words when the SQL is wrong', () => {
      const { driver } = open();
      expect(() => driver.run('SELEC 1')).toThrow(/syntax error/);
      driver.close();
    });

    test('fail once the driver is closed, and closing twice is no error', () => {
      const { driver } = open();
      driver.exec('CREATE TABLE t (v)');
      driver.run('INSERT INTO t VALUES (1)');
      driver.close();
      driver.close();
      expect(() => driver.run('INSERT INTO t VALUES (1)')).toThrow(/closed/);
    });
  });

  describe('transactions', () => {
    test('keep everything or nothing', () => {
      const { driver } = open();
      driver.exec('CREATE TABLE t (v)');
      const kept = driver.transaction(() => driver.run('INSERT INTO t VALUES (1)').changes);
      expect(kept).toBe(1);
      const fail = () =>
        driver.transaction(() => {
          driver.run('INSERT INTO t VALUES (2)');
          throw new Error('on purpose');
        });
      expect(fail).toThrow('on purpose');
      expect(driver.all('SELECT v FROM t')).toEqual([{ v: 1 }]);
      driver.close();
    });

    test('inside another are part of it', () => {
      const { driver } = open();
      driver.exec('CREATE TABLE t (v)');
      const fail = () =>
        driver.transaction(() => {
          driver.transaction(() => driver.run('INSERT INTO t VALUES (1)'));
          throw new Error('on purpose');
        });
      expect(fail).toThrow('on purpose');
      driver.transaction(() => driver.transaction(() => driver.run('INSERT INTO t VALUES (3)')));
      expect(driver.all('SELECT v FROM t')).toEqual([{ v: 3 }]);
      driver.close();
    });
  });

  describe('files', () => {
    test('keep what was written, and a clean end leaves no log behind', () => {
      const { file, driver } = open();
      driver.exec('CREATE TABLE t (v)');
      driver.run('INSERT INTO t VALUES (?)', ['kept']);
      driver.close();
      expect(statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
      const again = open(file);
      expect(again.driver.get('SELECT v FROM t')).toEqual({ v: 'kept' });
      again.driver.close();
    });

    test('can be read by another connection while they are written', () => {
      const { file, driver } = open();
      driver.exec('CREATE TABLE t (v)');
      const reader = openSql(file, { engine }).driver;
      driver.transaction(() => {
        driver.run('INSERT INTO t VALUES (1)');
        expect(reader.all('SELECT v FROM t')).toEqual([]);
      });
      expect(reader.all('SELECT v FROM t')).toEqual([{ v: 1 }]);
      reader.close();
      driver.close();
    });

    test('that another connection is writing are reported as locked', () => {
      const { file, driver } = open();
      driver.exec('CREATE TABLE t (v)');
      const other = openSql(file, { engine, busyMs: 1 }).driver;
      driver.transaction(() => {
        expect(() => other.run('INSERT INTO t VALUES (1)')).toThrow(
          expect.objectContaining({ name: 'StoreError', reason: 'locked' }),
        );
      });
      expect(other.run('INSERT INTO t VALUES (1)')).toEqual({ changes: 1 });
      other.close();
      driver.close();
    });
  });
}
