import { describe, expect, it } from 'vitest';
import { logOdds } from '../../src/proxy/cache/verify/network.js';
import { withConsequences } from '../../training/own-pairs.js';
import { seeded } from '../../training/random.js';
import { type Example, fit } from '../../training/verifier/fit.js';

describe('what follows from a group of pairs', () => {
  const pair = (a: string, b: string, same: boolean) => ({ a, b, same, topic: 't' });
  const pairs = [pair('x', 'x1', true), pair('x', 'x2', true), pair('x', 'y', false), pair('z', 'z1', true)];

  it('is that rephrasings share their answer, and none shares it with a near miss', () => {
    const more = withConsequences(pairs).slice(pairs.length);
    expect(more).toEqual([pair('x1', 'y', false), pair('x1', 'x2', true), pair('x2', 'y', false)]);
  });

  it('keeps the pairs themselves first', () => {
    expect(withConsequences(pairs).slice(0, pairs.length)).toEqual(pairs);
  });
});

describe('the fit', () => {
  const recipe = { members: 2, hidden: 8, epochs: 60, batch: 16, rate: 0.02, decay: 0.001 };
  const random = seeded(3);
  // One of two, but not both: no line separates it.
  const examples: Example[] = Array.from({ length: 400 }, () => {
    const [one, other] = [random() < 0.5, random() < 0.5];
    return { features: [Number(one) + random() / 5, Number(other) + random() / 5], same: one !== other, weight: 1 };
  });

  it('learns what no line separates', () => {
    const network = fit(examples, recipe, seeded(1));
    const right = examples.filter(({ features, same }) => logOdds(network, features) > 0 === same).length;
    expect(right / examples.length).toBeGreaterThan(0.97);
  });

  it('gives the same weights for the same seed', () => {
    const few = { ...recipe, epochs: 2 };
    expect(fit(examples, few, seeded(1))).toEqual(fit(examples, few, seeded(1)));
    expect(fit(examples, few, seeded(2))).not.toEqual(fit(examples, few, seeded(1)));
  });

  it('listens to an example as much as it weighs', () => {
    const torn = (weight: number): Example[] =>
      Array.from({ length: 100 }, (_, at) => ({
        features: [1, 0],
        same: at % 2 === 0,
        weight: at % 2 === 0 ? weight : 1,
      }));
    expect(logOdds(fit(torn(9), recipe, seeded(1)), [1, 0])).toBeGreaterThan(1);
    expect(logOdds(fit(torn(0.1), recipe, seeded(1)), [1, 0])).toBeLessThan(-1);
  });
});
