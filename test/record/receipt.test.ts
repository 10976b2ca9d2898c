import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReceiptLine } from '../../src/protocol/api.js';
import { openCatalogue } from '../../src/proxy/record/catalogue.js';
import type { StoredRow } from '../../src/proxy/record/columns.js';
import { makePriceOf } from '../../src/proxy/record/prices.js';
import { receiptOf } from '../../src/proxy/record/receipt.js';
import { toRow } from '../../src/proxy/record/settle.js';
import type { Provider } from '../../src/proxy/rooms/provider.js';
import type { Usage } from '../../src/proxy/wire.js';
import { openai, settingsOf, settlementOf, tokens, type SettlementWords } from './settlement.js';

const catalogue = openCatalogue();
const provider = (name: string) => ({ name });
const anthropic: Provider = { ...openai, name: 'anthropic', url: 'https://api.anthropic.com/v1' };

function rowOf(words: SettlementWords, prices: object = {}): StoredRow {
  const settings = settingsOf({ prices });
  return toRow(settlementOf(words), { settings, priceOf: makePriceOf(settings, catalogue), provider });
}
function receipt(row: StoredRow, prices: object = {}) {
  const priceOf = makePriceOf(settingsOf({ prices }), catalogue);
  return receiptOf(row, { priceOf, provider, listDate: catalogue.date });
}
/** The lines before the cost, and the three that end a receipt. */
function parts(lines: readonly ReceiptLine[]) {
  return { charges: lines.slice(0, -3), totals: lines.slice(-3) };
}
const micro = (usd: number | null) => Math.round((usd ?? 0) * 1_000_000);

const count = fc.oneof(fc.nat(50), fc.nat(300_000));
const usageArbitrary: fc.Arbitrary<Usage> = fc
  .record({
    input: count,
    cachedInput: count,
    cacheWrite: count,
    cacheWriteHour: count,
    output: count,
    reasoning: fc.nat(1_000),
    webSearches: fc.nat(4),
    reportedCost: fc.option(fc.nat(1_000_000), { nil: undefined }),
    terms: fc.constantFrom(undefined, ['flex'], ['priority'], ['us'], ['fast', 'us'], ['nobody-lists-this']),
  })
  .map(({ reportedCost, terms, ...usage }) => ({
    ...usage,
    ...(reportedCost === undefined ? {} : { reportedCost }),
    ...(terms === undefined ? {} : { terms }),
  }));
const wordsArbitrary: fc.Arbitrary<SettlementWords> = fc.record({
  usage: usageArbitrary,
  provider: fc.constantFrom(openai, anthropic),
  model: fc.constantFrom('gpt-4o', 'gpt-4.1-nano', 'o4-mini', 'claude-opus-4-6', 'claude-haiku-4-5', 'mystery'),
  cache: fc.constantFrom('miss', 'bypass', 'hit-exact', 'coalesced'),
});
const pricesArbitrary = fc.constantFrom(
  {},
  { 'gpt-4o': { inputUsdPerMTok: 1.234567, outputUsdPerMTok: 9.999999 } },
  { mystery: { inputUsdPerMTok: 0.01, outputUsdPerMTok: 0.03 } },
);

describe('a receipt', () => {
  test('adds up to the cost of its row exactly, whatever was used, reported or changed since', () => {
    fc.assert(
      fc.property(wordsArbitrary, pricesArbitrary, pricesArbitrary, (words, then, now) => {
        const row = rowOf(words, then);
        const { charges, totals } = parts(receipt(row, now).lines);
        const [cost, without, saved] = totals;
        expect([cost?.usd, without?.usd, saved?.usd].map(usd => (usd === null ? null : micro(usd!)))).toEqual([
          row.cost,
          row.baseline,
          row.saved,
        ]);
        if (row.cost === null) return;
        expect(charges.reduce((sum, { usd }) => sum + micro(usd), 0)).toBe(row.cost);
      }),
      { numRuns: 500 },
    );
  });

  test('names tokens by kind with the prices of the dated list', () => {
    const row = rowOf({ usage: tokens({ input: 1_000, cachedInput: 2_000, output: 100 }) });
    expect(receipt(row)).toEqual({
      lines: [
        { label: 'Input', tokens: 1_000, usdPerMTok: 2.5, usd: 0.0025 },
        { label: 'Cached input', tokens: 2_000, usdPerMTok: 1.25, usd: 0.0025 },
        { label: 'Output', tokens: 100, usdPerMTok: 10, usd: 0.001 },
        { label: 'Cost', tokens: null, usdPerMTok: null, usd: 0.006 },
        { label: 'Without Tuppence', tokens: null, usdPerMTok: null, usd: 0.006 },
        { label: 'Saved', tokens: null, usdPerMTok: null, usd: 0 },
      ],
      prices: { kind: 'list', date: catalogue.date },
    });
  });

  test('says the terms beside the price they change, and fees by the piece', () => {
    const flex = rowOf({
      model: 'o4-mini',
      usage: tokens({ input: 1_000, output: 10, webSearches: 2, terms: ['flex'] }),
    });
    expect(parts(receipt(flex).lines).charges).toEqual([
      { label: 'Input (flex)', tokens: 1_000, usdPerMTok: 0.55, usd: 0.00055 },
      { label: 'Output (flex)', tokens: 10, usdPerMTok: 2.2, usd: 0.000022 },
      { label: 'Web searches: 2, $10.00 per thousand', tokens: null, usdPerMTok: null, usd: 0.02 },
    ]);
  });

  test('of an answer from the cache shows that nothing was charged, and what was saved', () => {
    const row = rowOf({ cache: 'hit-exact', usage: tokens({ input: 1_000, output: 100 }) });
    expect(receipt(row).lines).toEqual([
      { label: 'Answer from the cache', tokens: 1_100, usdPerMTok: null, usd: 0 },
      { label: 'Cost', tokens: null, usdPerMTok: null, usd: 0 },
      { label: 'Without Tuppence', tokens: null, usdPerMTok: null, usd: 0.0035 },
      { label: 'Saved', tokens: null, usdPerMTok: null, usd: 0.0035 },
    ]);
  });

  test('of an unpriced request says so and keeps what is known', () => {
    const { lines, prices } = receipt(rowOf({ model: 'mystery', usage: tokens({ input: 7, output: 3 }) }));
    expect(prices).toEqual({ kind: 'unknown' });
    expect(lines.map(({ label, tokens: used, usd }) => [label, used, usd])).toEqual([
      ['Input', 7, null],
      ['Output', 3, null],
      ['Cost, unpriced', null, null],
      ['Without Tuppence', null, null],
      ['Saved', null, null],
    ]);
  });

  test('of a refused request has nothing to charge, and an estimate is called one', () => {
    const refused = rowOf({ usage: undefined, status: 500, outcome: 'upstream-error' });
    expect(receipt(refused).lines[0]).toEqual({ label: 'Not charged', tokens: null, usdPerMTok: null, usd: 0 });
    const cut = rowOf({ usage: undefined, outcome: 'aborted', text: 'x'.repeat(400), answerChars: 40 });
    expect(receipt(cut).lines.at(-3)?.label).toBe('Cost, estimated');
  });

  test('shows what the provider reported beside what the list says', () => {
    const row = rowOf({ usage: tokens({ input: 1_000, output: 100, reportedCost: 4_000 }) });
    const { lines, prices } = receipt(row);
    expect(lines[2]).toEqual({ label: 'Difference to the list', tokens: null, usdPerMTok: null, usd: 0.0005 });
    expect(prices).toEqual({ kind: 'other' });
    const unlisted = rowOf({ model: 'mystery', usage: tokens({ input: 1_000, output: 100, reportedCost: 4_000 }) });
    expect(receipt(unlisted).lines[2]).toEqual({
      label: 'As the provider reported it',
      tokens: null,
      usdPerMTok: null,
      usd: 0.004,
    });
  });
});
