import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Neighbourhood, type Outcome } from '../../../src/proxy/route/learn/neighbours.js';

/** Two heaps of prompts around two directions; what holds for one heap does not for the other. */
function heaps(size: number, gains: readonly [number, number]): readonly Outcome[] {
  return [0, 1].flatMap(heap =>
    Array.from({ length: size }, (_, at) => ({
      vector: unit(heap === 0 ? [1, 0.1 * Math.sin(at), 0.1] : [0.1, 0.1 * Math.cos(at), 1]),
      gain: gains[heap] ?? 0,
      expected: 0.2,
      trust: 1,
    })),
  );
}

function unit(cells: readonly number[]): Float32Array {
  const length = Math.hypot(...cells);
  return Float32Array.from(cells, cell => cell / length);
}

describe('the outcomes near a prompt', () => {
  test('move its expected gain towards what came of them', () => {
    const history = new Neighbourhood(heaps(30, [0, 1]));
    const [first, second] = [unit([1, 0, 0.1]), unit([0.1, 0, 1])].map(vector => history.estimate(vector, 0.2));
    expect(first?.gain).toBeLessThan(0.2);
    expect(second?.gain).toBeGreaterThan(0.6);
    expect(first?.neighbours).toBe(30);
  });

  test('say nothing when there are fewer than five', () => {
    const history = new Neighbourhood(heaps(4, [0, 1]));
    expect(history.estimate(unit([0.1, 0, 1]), 0.2).neighbours).toBeLessThan(5);
    expect(history.estimate(unit([0.1, 0, 1]), 0.2).gain).toBeLessThan(0.4);
    expect(new Neighbourhood([]).estimate(unit([1, 0, 0]), 0.2)).toEqual({ gain: 0.2, neighbours: 0, gaining: 0 });
  });

  test('weigh as much as they are trusted', () => {
    const doubtful = heaps(30, [0, 1]).map(outcome => ({ ...outcome, trust: 0.1 }));
    const query = unit([0.1, 0, 1]);
    const [sure, unsure] = [heaps(30, [0, 1]), doubtful].map(outcomes =>
      new Neighbourhood(outcomes).estimate(query, 0.2),
    );
    expect(unsure?.gain).toBeLessThan(sure?.gain ?? 0);
  });

  test('never carry an estimate beyond what was seen or expected', () => {
    const outcome = fc.record({
      vector: fc
        .tuple(fc.float({ min: -1, max: 1, noNaN: true }), fc.float({ min: -1, max: 1, noNaN: true }))
        .map(([x, y]) => unit([x, y, 0.5])),
      gain: fc.constantFrom(-1, 0, 1),
      expected: fc.constant(0),
      trust: fc.double({ min: 0.05, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 60 }), outcome, (outcomes, { vector }) => {
        const { gain } = new Neighbourhood(outcomes).estimate(vector, 0);
        expect(Math.abs(gain)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('cannot be by two models', () => {
    const [first] = heaps(1, [0, 0]);
    if (first === undefined) throw new Error('no outcome');
    expect(() => new Neighbourhood([first, { ...first, vector: unit([1, 0]) }])).toThrow(RangeError);
    expect(new Neighbourhood(heaps(30, [0, 1])).estimate(unit([1, 0]), 0.3).gain).toBe(0.3);
  });
});
