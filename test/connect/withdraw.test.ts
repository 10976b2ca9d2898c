import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applied, same, sameWhole, set } from '../../src/connect/value.js';
import type { Change } from '../../src/connect/value.js';
import { withdrawal } from '../../src/connect/withdraw.js';
import { anyObject, anyValue, key } from './formats/written.js';

const changes: fc.Arbitrary<readonly Change[]> = fc
  .uniqueArray(
    fc.tuple(
      fc.array(key, { minLength: 1, maxLength: 3 }),
      fc.oneof(fc.string(), fc.integer(), fc.dictionary(key, fc.string(), { minKeys: 1, noNullPrototype: true })),
    ),
    { maxLength: 4, selector: ([[first]]) => first },
  )
  .map(all => all.map(([path, value]) => set(path, value)));

describe('taking changes back', () => {
  it('gives what was there before, where nobody else changed anything', () => {
    fc.assert(
      fc.property(anyObject, changes, (before, made) => {
        fc.pre(fits(before, made));
        const now = applied(before, made);
        expect(sameWhole(applied(now, withdrawal(before, made, now)), before)).toBe(true);
      }),
    );
  });

  it('leaves everything that somebody else added in the meantime', () => {
    fc.assert(
      fc.property(anyObject, changes, anyValue, (before, made, theirs) => {
        fc.pre(fits(before, made));
        const now = applied(applied(before, made), [set(['theirs!'], theirs)]);
        const back = applied(now, withdrawal(before, made, now));
        expect(same(back, applied(before, [set(['theirs!'], theirs)]))).toBe(true);
      }),
    );
  });

  const table: readonly (readonly [string, unknown, readonly Change[], unknown, unknown])[] = [
    ['a value that was changed since stays', { a: 1 }, [set(['a'], 2)], { a: 3 }, { a: 3 }],
    ['a value that was removed since is not brought back', { a: 1 }, [set(['a'], 2)], {}, {}],
    ['an object made for it goes', {}, [set(['env', 'a'], 1)], { env: { a: 1 } }, {}],
    [
      'an object made for it stays when more is in it',
      {},
      [set(['env', 'a'], 1)],
      { env: { a: 1, b: 2 } },
      { env: { b: 2 } },
    ],
    ['an empty object of the user’s stays', { env: {} }, [set(['env', 'a'], 1)], { env: { a: 1 } }, { env: {} }],
    ['an item that moved is found', ['u'], [set([1], 'ours')], ['new', 'ours', 'u'], ['new', 'u']],
    ['an item that was changed stays', [], [set([0], { a: 1 })], [{ a: 2 }], [{ a: 2 }]],
  ];
  it.each(table)('%s', (_, before, made, now, wanted) => {
    expect(applied(now, withdrawal(before, made, now))).toEqual(wanted);
  });
});

/** Changes that do not run into a value that is no object. */
function fits(before: unknown, made: readonly Change[]): boolean {
  try {
    applied(before, made);
    return true;
  } catch {
    // The value is of another shape, which connecting refuses.
    return false;
  }
}
