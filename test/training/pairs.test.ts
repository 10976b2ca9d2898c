import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatePairs } from '../../training/pairs/generate.js';
import { reframe, reword } from '../../training/pairs/rewrite.js';
import { siblings } from '../../training/pairs/siblings.js';
import { swap } from '../../training/pairs/swap.js';
import { seeded } from '../../training/random.js';

describe('generated pairs', () => {
  const pairs = generatePairs(4_000, seeded(1));

  it('are half paraphrases and half near misses, and never a text with itself', () => {
    expect(pairs.filter(pair => pair.same)).toHaveLength(2_000);
    expect(pairs.filter(pair => pair.a.toLowerCase() === pair.b.toLowerCase())).toEqual([]);
  });

  it('leave no placeholder open', () => {
    expect(pairs.filter(pair => /[{}|]/.test(pair.a.replaceAll('{}', '') + pair.b))).toEqual([]);
  });
});

describe('an exchange that changes the answer', () => {
  it.each([
    ['install redis on ubuntu', 'install redis ubuntu'],
    ['what changed in version 3.11', '3.11'],
    ['enable it', 'enable'],
    ['what does 404 mean', '404'],
  ])('takes one name, number or opposite out of "%s"', (text, mentioned) => {
    for (let seed = 0; seed < 20; seed++) {
      const other = swap(text, seeded(seed))!;
      expect(other).not.toBe(text);
      expect(mentioned.split(' ').filter(word => !other.split(' ').includes(word))).toHaveLength(1);
    }
  });

  it('is not made where nothing can be exchanged', () => {
    expect(swap('hello world', seeded(1))).toBeUndefined();
  });
});

describe('a rewording', () => {
  it('keeps every number and every name that has siblings but no other spelling', () => {
    fc.assert(
      fc.property(fc.constantFrom('rust', 'redis', 'nginx', 'pytest'), fc.nat(999), fc.nat(), (name, number, seed) => {
        const random = seeded(seed);
        const text = reword(reframe(`how do i delete ${number} rows with ${name}?`, random), random);
        expect(text).toContain(name);
        expect(text).toContain(String(number));
      }),
    );
  });

  it('writes a name in its other spellings', () => {
    const seen = new Set(Array.from({ length: 50 }, (_, seed) => reword('kubernetes', seeded(seed))));
    expect(seen).toEqual(new Set(['kubernetes', 'k8s']));
  });
});

describe('the table of siblings', () => {
  it('names at least two things of every kind, each once', () => {
    for (const [kind, names] of Object.entries(siblings)) {
      expect(names.length, kind).toBeGreaterThan(1);
      expect(new Set(names).size, kind).toBe(names.length);
    }
  });
});
