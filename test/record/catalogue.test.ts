import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openCatalogue } from '../../src/proxy/record/catalogue.js';
import { catalogueDate, catalogueVersion } from '../../src/proxy/record/price-data.js';
import { noonMs } from './settlement.js';

describe('the price catalogue', () => {
  test('says its date, which must be looked up again whenever the package changes', () => {
    const main = createRequire(import.meta.url).resolve('@pydantic/genai-prices');
    const manifest = JSON.parse(readFileSync(join(dirname(main), '..', 'package.json'), 'utf8')) as { version: string };
    expect(manifest.version).toBe(catalogueVersion);
    expect(catalogueDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test('is named in the page about money', () => {
    const page = readFileSync(new URL('../../docs/money.md', import.meta.url), 'utf8');
    expect(page).toContain(catalogueVersion);
    expect(page).toContain(catalogueDate);
  });

  test('gives the same answer when it is asked again', () => {
    const catalogue = openCatalogue();
    const ask = (model: string) => catalogue.pricesOf({ name: 'openai' }, model, noonMs);
    expect(ask('gpt-4o')).toBe(ask('gpt-4o'));
    expect(ask('nobody')).toBeUndefined();
    expect(ask('nobody')).toBeUndefined();
  });

  test('lists long-context prices from the shortest up', () => {
    const prices = openCatalogue().pricesOf({ name: 'anthropic' }, 'claude-sonnet-4-5', noonMs);
    expect(prices?.input).toEqual({ base: 3_000_000, above: [{ tokens: 200_000, price: 6_000_000 }] });
    expect(prices?.cacheWrite).toEqual({ base: 3_750_000, above: [{ tokens: 200_000, price: 7_500_000 }] });
    expect(prices?.cacheWriteHour).toEqual({ base: 6_000_000, above: [{ tokens: 200_000, price: 12_000_000 }] });
  });
});
