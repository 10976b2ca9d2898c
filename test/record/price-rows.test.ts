import { describe, expect, test } from 'vitest';
import { openCatalogue } from '../../src/proxy/record/catalogue.js';
import { costOf } from '../../src/proxy/record/cost.js';
import { catalogueDate, packagedPriceData, parsePriceData } from '../../src/proxy/record/price-data.js';
import { priceRows, pricesDiff } from '../../src/proxy/record/price-rows.js';
import { noonMs, tokens } from './settlement.js';

const openai = { name: 'openai' };
const usdOf = (model: string, name = 'openai') =>
  priceRows(openCatalogue(), { name }, model, noonMs)?.rows.map(({ charge, usd, aboveTokens }) => [
    charge,
    usd,
    ...(aboveTokens === undefined ? [] : [aboveTokens]),
  ]);

describe('the prices of a model', () => {
  test('are told by kind, those that follow from others included', () => {
    expect(usdOf('claude-haiku-4-5', 'anthropic')).toEqual([
      ['input', 1],
      ['cached input', 0.1],
      ['cache write, 5 minutes', 1.25],
      ['cache write, 1 hour', 2],
      ['output', 5],
      ['reasoning', 5],
      ['image input', 1],
      ['web searches', 10],
    ]);
  });

  test('are told apart where long prompts pay another', () => {
    expect(usdOf('gpt-5.4')?.slice(0, 4)).toEqual([
      ['input', 2.5],
      ['input', 5, 271_999],
      ['cached input', 0.25],
      ['cached input', 0.5, 271_999],
    ]);
  });

  test('come with their date, their unit and the terms that change them', () => {
    const sheet = priceRows(openCatalogue(), openai, 'gpt-5-mini', noonMs);
    expect(sheet?.date).toBe(catalogueDate);
    expect(sheet?.rows[0]?.per).toBe('million tokens');
    expect(sheet?.rows.at(-1)).toMatchObject({ charge: 'file searches', usd: 2.5, per: 'thousand' });
    expect(sheet?.terms).toEqual([
      { term: 'flex', factor: 0.5 },
      { term: 'batch', factor: 0.5 },
      { term: 'priority', factor: 1.8 },
      { term: 'fast', factor: 1.8 },
    ]);
  });

  test('of an unknown model are not there', () => {
    expect(usdOf('gpt-99')).toBeUndefined();
  });
});

const maker = (inputPrice: number | object, more: object = {}) => ({
  id: 'maker',
  name: 'Maker',
  api_pattern: 'https://api\\.maker\\.example',
  models: [
    { id: 'small', match: { equals: 'small' }, prices: { input_mtok: inputPrice, output_mtok: 2 } },
    ...Object.entries(more).map(([id, prices]) => ({ id, match: { equals: id }, prices: prices as object })),
  ],
});
const data = (...providers: readonly object[]) => parsePriceData(providers, '2026-11-01');

describe('prices that the user fetched', () => {
  test('take the place of those that came with the installation', () => {
    const catalogue = openCatalogue(data(maker(3)));
    expect(catalogue.date).toBe('2026-11-01');
    const cost = (provider: { name: string; url?: string }) =>
      costOf(tokens({ input: 10, output: 10 }), catalogue.pricesOf(provider, 'small', noonMs));
    expect(cost({ name: 'maker' })).toBe(50);
    expect(cost({ name: 'mine', url: 'https://api.maker.example/v1' })).toBe(50);
    expect(cost({ name: 'mine', url: 'https://elsewhere.example/v1' })).toBeNull();
    expect(catalogue.pricesOf(openai, 'gpt-4o', noonMs)).toBeUndefined();
  });

  test('are also those of another maker’s models that a provider resells', () => {
    const reseller = { id: 'reseller', api_pattern: 'x', models: [], fallback_model_providers: ['anthropic', 'maker'] };
    const catalogue = openCatalogue(data(maker(3), reseller));
    const ask = (model: string) => catalogue.pricesOf({ name: 'reseller' }, model, noonMs)?.input?.base;
    expect(ask('small')).toBe(3_000_000);
    expect(ask('claude-haiku-4-5')).toBeUndefined();
  });

  test('may begin on a day', () => {
    const model = {
      small: [{ prices: { input_mtok: 1 } }, { constraint: { start_date: '2027-01-01' }, prices: { input_mtok: 4 } }],
    };
    const catalogue = openCatalogue(data({ ...maker(0, model), models: maker(0, model).models.slice(1) }));
    const ask = (atMs: number) => catalogue.pricesOf({ name: 'maker' }, 'small', atMs)?.input?.base;
    expect([ask(noonMs), ask(Date.UTC(2027, 0, 1))]).toEqual([1_000_000, 4_000_000]);
  });

  test.each<[what: string, value: unknown, date: string, reason: RegExp]>([
    ['nothing', undefined, '2026-11-01', /whole/],
    ['an error page', '<html>', '2026-11-01', /whole/],
    ['an empty list', [], '2026-11-01', /whole/],
    ['a provider without models', [{ id: 'maker', api_pattern: 'x' }], '2026-11-01', /0\.models/],
    ['a negative price', [maker(-1)], '2026-11-01', /0\.models\.0\.prices/],
    ['a price in words', [maker({ base: 'free' })], '2026-11-01', /0\.models\.0\.prices/],
    ['an address that is no pattern', [{ ...maker(1), api_pattern: '(' }], '2026-11-01', /0\.api_pattern/],
    ['a date that is none', [maker(1)], 'yesterday', /no date/],
  ])('are refused when they are %s', (_what, value, date, reason) => {
    expect(() => parsePriceData(value, date)).toThrow(
      expect.objectContaining({ name: 'BadPriceDataError', reason: expect.stringMatching(reason) as string }),
    );
  });
});

describe('the difference of two price lists', () => {
  test('is nothing for the same list', async () => {
    const packaged = await packagedPriceData();
    expect(packaged.providers.length).toBeGreaterThan(30);
    expect(pricesDiff(packaged, packaged, noonMs)).toEqual([]);
  });

  test('names models that came and went, and every price that changed', () => {
    const before = data(maker({ base: 1, tiers: [{ start: 200_000, price: 2 }] }, { old: { input_mtok: 1 } }));
    const after = data(maker({ base: 1, tiers: [{ start: 100_000, price: 3 }] }, { new: { input_mtok: 1 } }));
    const changes = pricesDiff(before, after, noonMs);
    expect(changes.slice(0, 1)).toEqual([{ kind: 'removed', provider: 'maker', model: 'old' }]);
    expect(changes.slice(-1)).toEqual([{ kind: 'added', provider: 'maker', model: 'new' }]);
    const input = { kind: 'changed', provider: 'maker', model: 'small', charge: 'input', per: 'million tokens' };
    expect(changes).toContainEqual({ ...input, aboveTokens: 200_000, oldUsd: 2, newUsd: undefined });
    expect(changes).toContainEqual({ ...input, aboveTokens: 100_000, oldUsd: undefined, newUsd: 3 });
  });

  test('is that of the day it is asked for', () => {
    const later = [
      { prices: { input_mtok: 1 } },
      { constraint: { start_date: '2027-01-01' }, prices: { input_mtok: 4 } },
    ];
    const [before, after] = [data(maker(1, { m: { input_mtok: 1 } })), data(maker(1, { m: later }))];
    expect(pricesDiff(before, after, noonMs)).toEqual([]);
    expect(pricesDiff(before, after, Date.UTC(2027, 0, 2))[0]).toMatchObject({ model: 'm', oldUsd: 1, newUsd: 4 });
  });

  test('counts an entry that makes no sense as one without prices', () => {
    // Sound cannot be priced where text is not: the library refuses such a list.
    const broken = data(maker(1, { m: { input_audio_mtok: 1 } }));
    const changes = pricesDiff(broken, data(maker(1, { m: { output_mtok: 1 } })), noonMs);
    expect(changes).toMatchObject([
      { charge: 'output', oldUsd: undefined, newUsd: 1 },
      { charge: 'reasoning', oldUsd: undefined, newUsd: 1 },
    ]);
  });
});
