import type { GainCurve } from '../../src/proxy/route/gain/prior.js';

/** What was expected of a prompt, and what came of it. */
export interface CurveSample {
  readonly set: string;
  readonly expected: number;
  /** Strong less weak. */
  readonly gain: number;
}

const bins = 10;

/**
 * What prompts really gained that were expected to gain so much: means over ten bins of equal weight, sets of equal weight,
 * made never to fall by pooling neighbours that do (Ayer et al., An Empirical Distribution Function for Sampling with
 * Incomplete Information, 1955). One knot for each pool, and the origin.
 */
export function fitCurve(samples: readonly CurveSample[]): GainCurve {
  const sizes = new Map<string, number>();
  for (const { set } of samples) sizes.set(set, (sizes.get(set) ?? 0) + 1);
  const sorted = samples.toSorted((a, b) => a.expected - b.expected);
  const pools: Pool[] = Array.from({ length: bins }, () => ({ weight: 0, expected: 0, gain: 0 }));
  let passed = 0;
  for (const { set, expected, gain } of sorted) {
    const weight = 1 / (sizes.get(set) ?? 1) / sizes.size;
    const pool = pools[Math.min(bins - 1, Math.floor((passed + weight / 2) * bins))];
    passed += weight;
    if (pool === undefined) continue;
    pool.weight += weight;
    pool.expected += weight * expected;
    pool.gain += weight * gain;
  }
  const rising: Pool[] = [];
  for (const pool of pools.filter(({ weight }) => weight > 0)) {
    let last = pool;
    for (let before = rising.at(-1); before !== undefined && mean(before) >= mean(last); before = rising.at(-1)) {
      rising.pop();
      last = {
        weight: before.weight + last.weight,
        expected: before.expected + last.expected,
        gain: before.gain + last.gain,
      };
    }
    rising.push(last);
  }
  const knots = rising.map(pool => [pool.expected / pool.weight, mean(pool)] as const);
  // Below what the sets hold: of what nothing is expected, nothing is gained.
  const [first] = knots;
  return first !== undefined && first[0] > 0 && first[1] > 0 ? [[0, 0], ...knots] : knots;
}

interface Pool {
  weight: number;
  expected: number;
  gain: number;
}

function mean({ gain, weight }: Pool): number {
  return gain / weight;
}
