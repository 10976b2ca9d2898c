import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePriceData } from '../../src/proxy/record/price-data.js';
import { openRecord, type RecordParts } from '../../src/proxy/record/record.js';
import type { Provider } from '../../src/proxy/rooms/provider.js';
import { openSql } from '../../src/proxy/store/open.js';
import { tempDirForTest } from '../support/temp-dir.js';
import { handClock, noonMs, openai, settingsOf, settlementOf } from './settlement.js';

const open = (parts: Partial<RecordParts> = {}) =>
  openRecord({
    file: join(tempDirForTest('record'), 'ledger.db'),
    openSql,
    settings: settingsOf(),
    clock: handClock(),
    ...parts,
  });

describe('the record room', () => {
  test('returns the row it wrote', () => {
    const record = open();
    const row = record.settle(settlementOf({ id: 'a' }));
    expect(record.row('a')).toEqual(row);
    expect(record.rows(5)).toEqual([row]);
    record.close();
  });

  test('reads the user’s prices live', () => {
    let prices: object = {};
    const record = open({ settings: () => settingsOf({ prices })() });
    expect(record.settle(settlementOf({ id: 'a' })).cost).toBe(3_500);
    prices = { 'gpt-4o': { inputUsdPerMTok: 1, outputUsdPerMTok: 0 } };
    expect(record.settle(settlementOf({ id: 'b' })).cost).toBe(1_000);
    record.close();
  });

  test('prices a user’s own endpoint by its address', () => {
    const own: Provider = { ...openai, name: 'work' };
    const record = open();
    expect(record.settle(settlementOf({ provider: own })).cost).toBe(3_500);
    record.close();
  });

  test('knows the price id of a provider that only a tier names', () => {
    const gemini: Provider = { ...openai, name: 'gemini', priceId: 'google' };
    const would = { model: 'gemini-2.5-flash', provider: 'gemini', tier: 'cheap' } as const;
    const settlement = settlementOf({ plan: { would } });
    const blind = open();
    expect(blind.settle(settlement).wouldSave).toBeNull();
    const told = open({ provider: name => (name === 'gemini' ? gemini : undefined) });
    // 1,000 in at $0.30 and 100 out at $2.50.
    expect(told.settle(settlement).wouldSave).toBe(3_500 - 550);
    blind.close();
    told.close();
  });

  test('tells the prices of a model, and takes those the user fetched instead of its own', () => {
    const small = { id: 'small', match: { equals: 'small' }, prices: { input_mtok: 3 } };
    const priceData = parsePriceData([{ id: 'openai', api_pattern: 'x', models: [small] }], '2026-11-01');
    const [packaged, fetched] = [open(), open({ priceData })];
    expect(packaged.priceRows('openai', 'gpt-4o')?.rows[0]).toMatchObject({ charge: 'input', usd: 2.5 });
    expect(fetched.priceRows('openai', 'gpt-4o')).toBeUndefined();
    expect(fetched.priceRows('openai', 'small')).toMatchObject({
      date: '2026-11-01',
      rows: [{ usd: 3 }, {}, {}, {}, {}, {}, {}],
    });
    expect(fetched.settle(settlementOf({ model: 'small' })).cost).toBeNull();
    packaged.close();
    fetched.close();
  });

  test('goes on without a file: prompts are settled, sums are empty, and the trouble is told', () => {
    const folder = tempDirForTest('record');
    writeFileSync(join(folder, 'plain'), '');
    const record = open({ file: join(folder, 'plain', 'ledger.db') });
    expect(record.settle(settlementOf({ id: 'a' })).cost).toBe(3_500);
    expect(record.stats(0, noonMs).requests).toBe(0);
    expect(record.row('a')?.cost).toBe(3_500);
    expect(record.trouble()).toMatch(/1 request waits in memory/);
    record.close();
  });

  test('tells that a damaged ledger was set aside', () => {
    const file = join(tempDirForTest('record'), 'ledger.db');
    writeFileSync(file, 'garbage '.repeat(1_000));
    const record = open({ file });
    expect(record.recovered).toMatch(/ledger\.db was damaged/);
    expect(record.trouble()).toBe(record.recovered);
    expect(record.settle(settlementOf()).cost).toBe(3_500);
    expect(record.stats(0, noonMs).requests).toBe(1);
    record.close();
  });
});
