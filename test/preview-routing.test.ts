import { describe, expect, it } from 'vitest';
import { scoreTiers, type Settings } from '../src/protocol/settings.js';
import { previewRouting } from '../src/proxy/preview-routing.js';
import { pastUnder as routedPast } from './support/routed-past.js';

const thresholds = [
  [0.3, 0.6],
  [0.4, 0.9],
  [0.1, 0.2],
  [0.5, 0.5],
  [0, 0],
  [1, 1],
] as const;

function pastUnder(routing: Partial<Settings['routing']>, models?: readonly string[]) {
  const past = routedPast(routing, models);
  return { record: past.record, preview: () => previewRouting(past, 60_000) };
}

describe('the preview of routing', () => {
  it.each([...thresholds.map(pair => [...pair, 'requested'] as const), [0.3, 0.6, 'none'] as const])(
    'at %d and %d, with the ceiling %s, says to the micro-dollar what routing with these would have done',
    async (cheapBelow, strongFrom, ceiling) => {
      const observed = await pastUnder({ mode: 'observe', cheapBelow, strongFrom, ceiling }).preview();
      const point = observed.points.find(at => at.cheapBelow === cheapBelow && at.strongFrom === strongFrom);
      const acted = pastUnder({ mode: 'on', cheapBelow, strongFrom, ceiling });
      const rows = acted.record.rows(1_000).filter(({ reason }) => /^(?:gain-|ceiling|small-model)/.test(reason));
      expect(rows.length).toBe(point === undefined ? 0 : point.cheap + point.standard + point.strong);
      expect(rows.length).toBeGreaterThan(20);
      const spent = rows.reduce((sum, { cost }) => sum + (cost ?? Number.NaN), 0);
      expect(point?.costUsd).toBe(spent / 1_000_000);
      // These are no tier's models: as long as they stay, one counts as strong and the other, small by its name, as cheap.
      const counts = scoreTiers.map(
        name =>
          rows.filter(row => (row.tier ?? (row.modelServed === 'gpt-4o-mini' ? 'cheap' : 'strong')) === name).length,
      );
      expect(scoreTiers.map(name => point?.[name])).toEqual(counts);
    },
  );

  it('holds for every point whatever is in force, and every point holds all requests', async () => {
    const { points, scored, unpriced, current } = await pastUnder({
      mode: 'on',
      cheapBelow: 0.37,
      strongFrom: 0.66,
    }).preview();
    const other = await pastUnder({ mode: 'observe' }).preview();
    expect(current).toEqual({ cheapBelow: 0.37, strongFrom: 0.66 });
    expect(points).toContainEqual(expect.objectContaining(current));
    expect(unpriced).toBe(0);
    for (const { cheap, standard, strong, ...at } of points) {
      expect(cheap + standard + strong).toBe(scored);
      expect(at.strongFrom).toBeGreaterThanOrEqual(at.cheapBelow);
      const same = other.points.find(point => point.cheapBelow === at.cheapBelow && point.strongFrom === at.strongFrom);
      if (same !== undefined) expect(same).toEqual({ cheap, standard, strong, ...at });
    }
  });

  it('leaves out what has no price and says how many that were', async () => {
    const { preview, record } = pastUnder({ mode: 'observe' }, ['gpt-4.1', 'mystery-9000']);
    const all = record.rows(1_000).filter(({ reason }) => /^(?:gain-|ceiling|small-model)/.test(reason)).length;
    const { scored, unpriced, points } = await preview();
    expect(unpriced).toBeGreaterThan(0);
    expect(scored + unpriced).toBe(all);
    expect(points.every(({ costUsd }) => costUsd !== null)).toBe(true);
  });

  it('knows no cost where no price is known at all, and still shows how the scores are spread', async () => {
    const { preview } = pastUnder({ mode: 'observe', tiers: { cheap: 'mystery-1', strong: 'mystery-2' } }, [
      'mystery-2',
    ]);
    const { scored, points } = await preview();
    expect(scored).toBeGreaterThan(0);
    expect(points.every(({ costUsd }) => costUsd === null)).toBe(true);
    expect(new Set(points.map(({ cheap }) => cheap)).size).toBeGreaterThan(1);
  });

  it('of nothing is nothing', async () => {
    const { scored, points } = await pastUnder({}, []).preview();
    expect(scored).toBe(0);
    expect(
      points.every(({ costUsd, cheap, standard, strong }) => costUsd === null && cheap + standard + strong === 0),
    ).toBe(true);
  });
});
