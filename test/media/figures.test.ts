import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytes,
  clockTime,
  counted,
  dayName,
  duration,
  moment,
  percent,
  portion,
  short,
  unitPrice,
  usd,
  usdColumn,
  usdExactColumn,
  usdWith,
} from '../../media/dashboard/view/figures.js';

const utc = { timeZone: 'UTC' };

describe('money', () => {
  it.each([
    [1.842_311, '$1.84'],
    [0, '$0.00'],
    [0.000_018, '$0.000018'],
    [-0.02, '-$0.020'],
    [1_234.567, '$1,234.57'],
    [-123_456.78, '-$123,457'],
    [39_876_543.21, '$39,876,543'],
    [null, 'unpriced'],
  ])('%s alone is %s', (dollars, text) => expect(usd(dollars)).toBe(text));

  it.each([
    [
      [1.2, 0.471, 0.0179, 0.001],
      ['$1.20', '$0.47', '$0.02', '<$0.01'],
    ],
    [
      [0.0422, 0, null],
      ['$0.042', '$0', 'unpriced'],
    ],
    [
      [0.0025, -0.000_02],
      ['$0.0025', '-<$0.0001'],
    ],
    [
      [0, 0],
      ['$0', '$0'],
    ],
    [
      [4_123_456.78, 1.5, 0.2],
      ['$4,123,457', '$2', '<$1'],
    ],
    [[], []],
  ])('%j stands in a column as %j', (dollars, texts) => expect(usdColumn(dollars)).toEqual(texts));

  it.each([
    [
      [0.000_092, 0.000_12, 0.010_612],
      ['$0.000092', '$0.000120', '$0.010612'],
    ],
    [
      [1.5, 0],
      ['$1.50', '$0'],
    ],
    [
      [0, null],
      ['$0', 'unpriced'],
    ],
  ])('%j is on a receipt %j', (dollars, texts) => expect(usdExactColumn(dollars)).toEqual(texts));

  it('is never shown as nothing when it is something, and never as something when it is not known', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5_000_000, max: 5_000_000 }), { minLength: 1 }), microUsd => {
        const dollars = microUsd.map(value => value / 1_000_000);
        for (const column of [usdColumn(dollars), usdExactColumn(dollars), dollars.map(value => usdWith(value, 4))]) {
          column.forEach((text, n) => {
            expect(/[1-9]/.test(text)).toBe(microUsd[n] !== 0);
            expect(text.startsWith('-')).toBe((microUsd[n] ?? 0) < 0);
          });
        }
      }),
    );
  });

  it('has as many decimals in every line of a column', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 1 }), microUsd => {
        const column = usdColumn(microUsd.map(value => value / 1_000_000));
        expect(new Set(column.map(text => text.length - text.indexOf('.'))).size).toBe(1);
      }),
    );
  });

  it.each([
    [0.05, '$0.05'],
    [1.25, '$1.25'],
    [10, '$10.00'],
    [0.0625, '$0.0625'],
    [0.075, '$0.075'],
  ])('%s a million tokens is written %s', (dollars, text) => expect(unitPrice(dollars)).toBe(text));
});

describe('other figures', () => {
  it.each([
    [0, '0 %'],
    [0.001, '< 1 %'],
    [0.317, '32 %'],
    [0.999, '> 99 %'],
    [1, '100 %'],
    [1.23, '123 %'],
  ])('%s is %s', (share, text) => expect(percent(share)).toBe(text));

  it.each([
    [null, '–'],
    [0.36, '0.4 ms'],
    [9.96, '10 ms'],
    [420, '420 ms'],
    [999.7, '1.0 s'],
    [21_300, '21.3 s'],
    [125_000, '2 min'],
  ])('%s ms are %s', (ms, text) => expect(duration(ms)).toBe(text));

  it.each([
    [0, '0'],
    [999, '999'],
    [1_234, '1.2 k'],
    [9_960, '10 k'],
    [836_000, '836 k'],
    [999_600, '1.0 M'],
    [41_234_567, '41 M'],
  ])('%s tokens are about %s', (tokens, text) => expect(short(tokens)).toBe(text));

  it('are said as people say them', () => {
    expect([bytes(0), bytes(4_100), bytes(3_140_000)]).toEqual(['0 B', '4 kB', '3.1 MB']);
    expect([counted(1, 'request'), counted(1_204, 'answer')]).toEqual(['1 request', '1,204 answers']);
    expect([portion(1, 0), portion(-1, 2), portion(3, 2), portion(1, 2)]).toEqual([0, 0, 1, 0.5]);
  });

  it('tell the time, and the day only where it is another', () => {
    const nowMs = Date.UTC(2026, 10, 26, 15, 20);
    expect(clockTime(Date.UTC(2026, 10, 26, 0, 5), utc)).toBe('00:05');
    expect(moment(nowMs - 60_000, nowMs, utc)).toBe('15:19');
    expect(moment(nowMs - 86_400_000, nowMs, utc)).toBe('25 Nov 15:20');
    expect(dayName(nowMs, utc)).toBe('Thu 26 Nov');
    expect(clockTime(nowMs, { timeZone: 'Asia/Kolkata' })).toBe('20:50');
  });
});
