import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openKnownKeys, type KeyRow, type KnownKeys } from '../../src/proxy/cache/known-keys.js';

const key = (n: number, kind = 'exact'): string =>
  createHash('sha256')
    .update(`${kind} ${String(n)}`)
    .digest('hex');
const row = (n: number): KeyRow => ({
  label: n,
  exactKey: key(n),
  gate: n % 2 === 0 ? key(n, 'gate') : undefined,
  bucket: n % 2 === 0 ? key(n, 'bucket') : undefined,
});
const upTo = (count: number) => Array.from({ length: count }, (_, i) => row(i + 1));

/** A table that another process may write to as well. */
function open(rows: KeyRow[]): { known: KnownKeys; reads: () => number; later: (ms: number) => void; broken: boolean } {
  let reads = 0;
  let nowMs = 0;
  const table = {
    broken: false,
    reads: () => reads,
    later: (ms: number) => (nowMs += ms),
    known: openKnownKeys({
      nowMs: () => nowMs,
      keysAfter(label, limit) {
        reads += 1;
        if (table.broken) throw new Error('disk');
        return rows.filter(one => one.label > label).slice(0, limit);
      },
    }),
  };
  return table;
}

function fill(known: KnownKeys): void {
  known.mayHold('any');
  vi.advanceTimersByTime(60_000);
}

describe('the keys that the database may hold', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('are never denied, whether they were there at the start or came later', () => {
    fc.assert(
      fc.property(fc.nat(2_500), fc.uniqueArray(fc.integer({ min: 5_000, max: 9_000 })), (there, added) => {
        const { known } = open(upTo(there));
        for (const n of added.slice(0, 3)) known.add({ exactKey: key(n), loose: undefined });
        fill(known);
        for (const n of added.slice(3)) known.add({ exactKey: key(n), loose: undefined });
        const keys = upTo(there).flatMap(({ exactKey, gate, bucket }) => [exactKey, gate, bucket]);
        expect([...keys, ...added.map(n => key(n))].filter(one => one !== undefined && !known.mayHold(one))).toEqual(
          [],
        );
      }),
      { numRuns: 20 },
    );
  });

  it('leave out nearly everything else', () => {
    const { known } = open(upTo(2_000));
    fill(known);
    const strangers = Array.from({ length: 2_000 }, (_, n) => key(n, 'stranger'));
    expect(strangers.filter(one => known.mayHold(one)).length).toBeLessThan(20);
  });

  it('may be any until all have been read, which does not begin with the start', () => {
    const { known, reads } = open(upTo(10));
    expect(known.mayHold(key(1, 'stranger'))).toBe(true);
    vi.advanceTimersByTime(2_000);
    expect([reads(), known.mayHold(key(1, 'stranger'))]).toEqual([0, true]);
    vi.advanceTimersByTime(2_000);
    expect(known.mayHold(key(1, 'stranger'))).toBe(false);
  });

  it('are seen a second later when another process lays them in', () => {
    const rows = upTo(10);
    const { known, later } = open(rows);
    fill(known);
    rows.push(...upTo(3_000).slice(10));
    later(1_000);
    expect(known.mayHold(key(3_000))).toBe(true);
    expect(known.mayHold(key(3_000, 'stranger'))).toBe(true);
    fill(known);
    expect(known.mayHold(key(3_000))).toBe(true);
    expect(known.mayHold(key(3_000, 'stranger'))).toBe(false);
  });

  it('may be any while the table cannot be read, and the one who looks up is told of a fault later on', () => {
    const table = open(upTo(10));
    table.broken = true;
    fill(table.known);
    expect(table.known.mayHold(key(1, 'stranger'))).toBe(true);
    table.broken = false;
    fill(table.known);
    expect(table.known.mayHold(key(1, 'stranger'))).toBe(false);
    table.broken = true;
    table.later(1_000);
    expect(() => table.known.mayHold(key(1))).toThrow('disk');
  });
});
