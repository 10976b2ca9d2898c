import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../src/proxy/csv.js';
import type { LedgerRow } from '../src/proxy/rooms/ledger-row.js';
import { rowArbitrary } from './record/rows.js';

const [sample] = fc.sample(rowArbitrary, { numRuns: 1, seed: 1 });
const row = (more: Partial<LedgerRow>): LedgerRow => ({ ...sample!, ...more });

async function tableOf(
  ...pages: readonly (readonly LedgerRow[])[]
): Promise<readonly Readonly<Record<string, string>>[]> {
  const pieces: string[] = [];
  for await (const piece of csvOf(pages)) pieces.push(piece);
  const [head = [], ...records] = parse(pieces.join(''));
  return records.map(record => {
    expect(record).toHaveLength(head.length);
    return Object.fromEntries(head.map((name, n) => [name, record[n] ?? '']));
  });
}

/** RFC 4180 as its text says it: records end with CRLF, a field in quotes may hold anything, a quote in it is doubled. */
function parse(text: string): readonly (readonly string[])[] {
  const records: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/uy;
    field.lastIndex = at;
    const found = field.exec(text);
    if (found === null) throw new SyntaxError(`No field at ${String(at)}: ${text.slice(at, at + 40)}`);
    at = field.lastIndex;
    records.at(-1)?.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '\r\n') records.push([]);
  }
  expect(records.pop()).toEqual([]);
  return records;
}

describe('the ledger as a table', () => {
  it('has a header even when it is empty', async () => {
    const pieces: string[] = [];
    for await (const piece of csvOf([])) pieces.push(piece);
    expect(pieces.join('')).toMatch(/^time,id,client,.*,demo\r\n$/);
  });

  it('has ISO times, exact dollars, and nothing where something is not known', async () => {
    const rows = [
      row({ atMs: Date.UTC(2026, 10, 20, 12, 0, 0, 7), cost: 1, baseline: 12_345_678, saved: -5, wouldSave: null }),
      row({ cost: null, baseline: null, saved: null, tier: null, feature: null }),
      row({ cost: 9_007_199_254_740_991 }),
    ];
    const table = await tableOf(rows.slice(0, 2), rows.slice(2));
    expect(table[0]).toMatchObject({
      time: '2026-11-20T12:00:00.007Z',
      cost_usd: '0.000001',
      baseline_usd: '12.345678',
      saved_usd: '-0.000005',
      would_save_usd: '',
    });
    expect(table[1]).toMatchObject({ cost_usd: '', baseline_usd: '', saved_usd: '', tier: '', feature: '' });
    expect(table[2]).toMatchObject({ cost_usd: '9007199254.740991' });
  });

  it.each([
    ['=HYPERLINK("http://evil.example","click")'],
    ['+1+1'],
    ['-2+3'],
    ['@SUM(A1)'],
    ['\t=1'],
    ['\r=1'],
    ['\n'],
    ['  =1'],
    ['＝1'],
  ])('holds no formula: %j', async text => {
    const [record] = await tableOf([row({ client: text, feature: text, workspace: text, modelRequested: text })]);
    for (const name of ['client', 'feature', 'workspace', 'model_requested']) expect(record?.[name]).toBe(`'${text}`);
  });

  it('gives back whatever text a caller chose, quotes, commas and lines included', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (client, workspace) => {
        const [record] = await tableOf([row({ client, workspace })]);
        expect([client, `'${client}`]).toContain(record?.['client']);
        expect([workspace, `'${workspace}`]).toContain(record?.['workspace']);
      }),
      { numRuns: 200 },
    );
  });
});
