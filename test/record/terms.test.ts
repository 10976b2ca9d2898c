import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { feesDate } from '../../src/proxy/record/fees.js';
import { packagedPriceData } from '../../src/proxy/record/price-data.js';
import { termsDate, termsOf } from '../../src/proxy/record/terms.js';

describe('terms of service', () => {
  test('are those of the one provider and model', () => {
    expect([...termsOf('openai', 'gpt-5-nano').keys()]).toEqual(['flex', 'batch']);
    expect([...termsOf('anthropic', 'claude-opus-5').keys()]).toEqual(['batch', 'us', 'fast']);
    expect([...termsOf('anthropic', 'claude-haiku-4-5').keys()]).toEqual(['batch', 'us']);
    expect(termsOf('ollama', 'llama3').size).toBe(0);
    expect(termsOf('constructor', 'toString').size).toBe(0);
  });

  test('name models as the catalogue does', async () => {
    const { providers } = await packagedPriceData();
    const idsOf = (id: string) => providers.find(provider => provider.id === id)?.models.map(model => model.id) ?? [];
    // One more or less than in the table, and a name is spelled wrong or has gone.
    const listed = (id: string, term: string) => idsOf(id).filter(model => termsOf(id, model).has(term)).length;
    expect(listed('openai', 'priority')).toBe(10 + 1 + 1 + 4 + 1 + 1 + 1);
    expect(listed('anthropic', 'fast')).toBe(3 + 2);
    expect(listed('google', 'priority')).toBe(2);
  });

  test('and fees carry the date that the page about money names', () => {
    const page = readFileSync(new URL('../../docs/money.md', import.meta.url), 'utf8');
    expect(page).toContain(termsDate);
    expect(page).toContain(feesDate);
  });
});
