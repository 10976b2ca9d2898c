import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ContentClass } from '../../../src/protocol/content-classes.js';
import { evidenceKinds, type EvidenceKind } from '../../../src/protocol/evidence.js';
import { openClosings } from '../../../src/proxy/cache/evidence/closings.js';
import type { HitSource } from '../../../src/proxy/cache/evidence/hit-source.js';
import { boundOf, openStanding } from '../../../src/proxy/cache/evidence/standing.js';
import { openTally } from '../../../src/proxy/cache/evidence/tally.js';
import { prepareSchema } from '../../../src/proxy/cache/schema.js';
import { openSql } from '../../../src/proxy/store/open.js';
import { tempDirForTest } from '../../support/temp-dir.js';

/** Evidence over a real file, with a clock and a setting that the test turns by hand. */
function open(errorBound = 0.01) {
  const { driver } = openSql(join(tempDirForTest('standing'), 'cache.db'), { busyMs: 100 });
  prepareSchema(driver);
  const at = { nowMs: 1_000_000, errorBound };
  const tally = openTally(driver, () => at.nowMs);
  const closings = openClosings(driver);
  const standing = openStanding({ tally, closings, nowMs: () => at.nowMs, errorBound: () => at.errorBound });
  const see = (kind: EvidenceKind, times = 1, changes: Partial<HitSource> = {}) => {
    const source = { tier: 'semantic', pool: 'p1', contentClass: 'knowledge', bound: 0.01, ...changes } as const;
    for (let i = 0; i < times; i++) tally.add(source, kind);
  };
  const closed = (pool = 'p1') => [...standing.closed('semantic', pool).keys()];
  return { at, driver, tally, standing, see, closed };
}

it('complaints about one kind of content close that kind and no other, for that model and calibration only', () => {
  const { see, closed, standing } = open();
  see('said-no');
  expect(closed()).toEqual([]);
  see('said-no');
  see('wrong-answer', 1, { contentClass: 'summary' });
  expect(closed()).toEqual(['knowledge']);
  expect(standing.bound('semantic', 'p1')).toBeGreaterThanOrEqual(0.99);
  expect(closed('p2')).toEqual([]);
  see('said-no', 1, { tier: 'gate', pool: '' });
  expect([...standing.closed('gate', '').keys()]).toEqual([]);
});

it('complaints spread over kinds close the worst of them, until the rest keeps the promise', () => {
  const { see, closed, standing } = open();
  see('said-no', 1, { contentClass: 'knowledge' });
  see('said-no', 1, { contentClass: 'summary' });
  see('shadow-same', 50, { contentClass: 'summary' });
  expect(closed()).toEqual(['knowledge']);
  expect(standing.bound('semantic', 'p1')).toBeGreaterThanOrEqual(0.99);
});

it('whatever is seen, all that is served keeps the promise in force, each kind and together', () => {
  const classes = ['knowledge', 'summary', 'other'] as const;
  const seen = fc.record({
    kind: fc.constantFrom(...evidenceKinds),
    times: fc.integer({ min: 1, max: 300 }),
    contentClass: fc.constantFrom(...classes),
    bound: fc.constantFrom(0, 0.005, 0.01, 0.05),
  });
  const settings = fc.array(fc.constantFrom(0, 0.005, 0.01, 0.02, 0.05, 0.2), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(seen, { maxLength: 12 }), settings, (all, bounds) => {
      const { at, driver, see, tally, standing } = open();
      for (const [i, { kind, times, ...source }] of all.entries()) {
        see(kind, times, source);
        at.errorBound = bounds[i % bounds.length] ?? 0.01;
        const promised = standing.promised('semantic');
        expect(promised).toBe(Math.max(0.002, at.errorBound));
        const closed = standing.closed('semantic', 'p1');
        expect(standing.bound('semantic', 'p1')).toBeGreaterThanOrEqual(1 - promised - 1e-9);
        for (const [contentClass, own] of tally.of('semantic', 'p1', at.errorBound)) {
          if (!closed.has(contentClass)) expect(boundOf([own], promised)).toBeGreaterThanOrEqual(1 - promised - 1e-9);
        }
      }
      driver.close();
    }),
    { numRuns: 25 },
  );
});

it('hits that only a looser bound lets through say nothing about a stricter one', () => {
  const { at, see, closed } = open(0.05);
  see('said-no', 3, { bound: 0.05 });
  expect(closed()).toEqual(['knowledge']);
  at.errorBound = 0.01;
  expect(closed()).toEqual([]);
  at.errorBound = 0.05;
  expect(closed()).toEqual(['knowledge']);
});

it('the gate is never held to less than 1 %, the semantic tier to what is set', () => {
  const { at, standing } = open(0.1);
  expect([standing.promised('gate'), standing.promised('semantic')]).toEqual([0.01, 0.1]);
  at.errorBound = 0.005;
  expect([standing.promised('gate'), standing.promised('semantic')]).toEqual([0.005, 0.005]);
});

it('what is closed does not open with time alone, but with as many fresh answers that agree as it says', () => {
  const { at, see, closed, standing } = open(0.05);
  see('said-no', 2);
  expect(closed()).toEqual(['knowledge']);
  at.nowMs += 365 * 86_400_000;
  expect(closed()).toEqual(['knowledge']);
  expect(standing.agreementsNeeded('semantic', 'p1', 'knowledge')).toBe(20);
  see('shadow-same', 19);
  expect(closed()).toEqual(['knowledge']);
  see('shadow-unclear', 5);
  expect(closed()).toEqual(['knowledge']);
  see('shadow-same');
  expect(closed()).toEqual([]);
});

it('fresh answers that differ keep it closed, and it says how many more must agree', () => {
  const { see, closed, standing } = open(0.05);
  const needed = (contentClass: ContentClass = 'knowledge') =>
    standing.agreementsNeeded('semantic', 'p1', contentClass);
  see('said-no', 2);
  expect(closed()).toEqual(['knowledge']);
  const before = needed();
  see('shadow-different');
  expect(needed()).toBeGreaterThan(before);
  see('shadow-same', needed() - 1);
  expect(closed()).toEqual(['knowledge']);
  see('shadow-same');
  expect(closed()).toEqual([]);
});
