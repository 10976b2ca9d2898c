import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelKinds, type LabelKind } from '../../../src/protocol/learning.js';
import { mostShift, shiftOf, Tallies } from '../../../src/proxy/route/learn/counts.js';
import { bucketOf, fade, halfLifeMs, verdictOf, type LabelledRequest } from '../../../src/proxy/route/learn/outcome.js';

const readings = { length: 0.3, mentionsAgain: 0, parts: 0, code: 0, history: 0 };
const bucket = bucketOf('main', readings);
const nowMs = 1_000_000_000_000;

let ids = 0;
function outcome(kind: LabelKind, model = 'openai:small', atMs = nowMs): LabelledRequest {
  const labels = new Map([[kind, atMs]]);
  return { id: `r${++ids}`, atMs, role: 'main', model, readings, labels, vector: undefined };
}
const shifted = (outcomes: readonly LabelledRequest[], models: readonly string[] = ['openai:small']) =>
  shiftOf(new Tallies(outcomes, nowMs).of(bucket, models));

const kinds = Object.keys(labelKinds) as readonly LabelKind[];
const anyOutcomes = fc.array(fc.constantFrom(...kinds), { maxLength: 200 }).map(all => all.map(kind => outcome(kind)));

describe('outcomes of one kind of request', () => {
  test('move nothing where there are none, nor for another kind or model', () => {
    expect(shifted([])).toBe(0);
    expect(shifted([outcome('wrong-answer')], ['openai:other'])).toBe(0);
    expect(shiftOf(new Tallies([outcome('wrong-answer')], nowMs).of('main code', ['openai:small']))).toBe(0);
  });

  test('never move the gain far, however many there are', () => {
    fc.assert(
      fc.property(anyOutcomes, outcomes => {
        expect(Math.abs(shifted(outcomes))).toBeLessThanOrEqual(mostShift);
      }),
    );
    expect(shifted(Array.from({ length: 1_000 }, () => outcome('redo-strong')))).toBe(mostShift);
  });

  test('move it up with each failure and down with each answer that held, never the other way', () => {
    fc.assert(
      fc.property(anyOutcomes, fc.constantFrom(...kinds), (outcomes, kind) => {
        const [before, after] = [shifted(outcomes), shifted([...outcomes, outcome(kind)])];
        if (labelKinds[kind].failed) expect(after).toBeGreaterThanOrEqual(before);
        else expect(after).toBeLessThanOrEqual(before);
      }),
    );
  });

  test('move it little while they are few: one word of the user less than half as far as many', () => {
    expect(shifted([outcome('wrong-answer')])).toBeGreaterThan(0);
    expect(shifted([outcome('wrong-answer')])).toBeLessThan(mostShift / 2);
  });

  test('fade: after a half-life a failure counts half, and long after it nothing', () => {
    expect(fade(nowMs - halfLifeMs, nowMs)).toBeCloseTo(0.5);
    const counts = (ageMs: number) =>
      new Tallies([outcome('wrong-answer', 'openai:small', nowMs - ageMs)], nowMs).of(bucket, ['openai:small']);
    expect(counts(halfLifeMs).failed).toBeCloseTo(0.5);
    expect(shiftOf(counts(50 * halfLifeMs))).toBeCloseTo(0);
    expect(fade(nowMs + 1_000, nowMs)).toBe(1);
  });

  test('of which nobody complained count for so much in all and no more', () => {
    const quiet = (count: number) => shifted(Array.from({ length: count }, () => outcome('quiet')));
    expect(quiet(400)).toBeLessThan(0);
    expect(quiet(2_000)).toBeCloseTo(quiet(401), 10);
  });

  test('speak for the cheaper model too where a dearer one failed, and not where it held', () => {
    const models = ['openai:small', 'openai:medium'];
    expect(shifted([outcome('wrong-answer', 'openai:medium')], models)).toBeGreaterThan(0);
    expect(shifted([outcome('right-answer', 'openai:medium')], models)).toBe(0);
    expect(shifted([outcome('wrong-answer', 'openai:small')], ['openai:medium'])).toBe(0);
  });
});

describe('what is known of one answer', () => {
  test('is what is trusted most: the user, then a broken form, then a stall, then a repetition, then silence', () => {
    const order: readonly LabelKind[] = ['wrong-answer', 'broke-form', 'stalled', 'asked-again', 'quiet'];
    const trusts = order.map(kind => labelKinds[kind].trust);
    expect(trusts).toEqual(trusts.toSorted((a, b) => b - a));
    expect(new Set(trusts).size).toBe(order.length);
    for (const [at, kind] of order.entries()) {
      const labels = new Map(order.slice(at).map(other => [other, nowMs] as const));
      expect(verdictOf(labels)?.kind).toBe(kind);
    }
    expect(verdictOf(new Map())).toBeUndefined();
  });

  test('is the later one of two words of the user', () => {
    const said = (first: LabelKind, second: LabelKind) =>
      verdictOf(
        new Map([
          [first, 1],
          [second, 2],
        ]),
      )?.kind;
    expect(said('wrong-answer', 'right-answer')).toBe('right-answer');
    expect(said('right-answer', 'wrong-answer')).toBe('wrong-answer');
  });
});
