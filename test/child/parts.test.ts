import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { lastWords } from '../../src/proxy/child/last-words.js';
import { isNewer } from '../../src/proxy/child/newer.js';
import { leavesOf } from '../../src/proxy/child/adopt-settings.js';
import { merge } from '../../src/proxy/settings-file.js';

describe('versions', () => {
  // The order that semver itself gives as its example, with what lies around it.
  const ordered = [
    'nonsense',
    '0.9.9',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.1',
    '1.0.10',
    '1.2.0',
    '1.10.0',
    '2.0.0',
  ];
  it('are ordered as semver orders them', () => {
    for (const [a, older] of ordered.entries()) {
      for (const [b, newer] of ordered.entries()) expect(isNewer(newer, older), `${newer} > ${older}`).toBe(b > a);
    }
    expect(isNewer('1.0.0+build.2', '1.0.0+build.1')).toBe(false);
  });
});

describe('the values of a patch', () => {
  it('make the same patch again when they are merged one by one', () => {
    const value = fc.letrec(tie => ({
      patch: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('value'), { maxKeys: 4 }),
      value: fc.oneof(fc.integer(), fc.string(), fc.array(fc.integer()), fc.boolean(), tie('patch')),
    })).patch;
    fc.assert(
      fc.property(value, patch => {
        const again = leavesOf(patch).reduce<unknown>(
          (base, { path, value: leaf }) =>
            merge(
              base,
              path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), leaf),
            ),
          {},
        );
        expect(again).toEqual(patch);
      }),
    );
  });
});

describe('last words', () => {
  it('say what happened and where', () => {
    expect(lastWords(new TypeError('x is not a function'))).toMatch(/^TypeError: x is not a function at .*parts\.test/);
    expect(lastWords('thrown text')).toBe('string');
  });

  it.each([
    () => JSON.parse('My secret prompt') as unknown,
    () => Buffer.from(JSON.parse('{"secret":"My secret prompt"}') as string),
    () => new URL('My secret prompt'),
  ])('never quote what was being read', fail => {
    let error: unknown;
    try {
      fail();
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(Error);
    expect(lastWords(error)).not.toContain('secret');
  });
});
