import { describe, expect, test } from 'vitest';
import { gateKey } from '../../../src/proxy/cache/match/gate-key.js';
import { judge } from '../../../src/proxy/cache/match/judge.js';
import { traps } from './traps.js';

describe.each(traps)('$what', ({ apart, together }) => {
  test.each(apart)('keeps %j and %j apart', (a, b) => {
    expect(gateKey(a)).not.toBe(gateKey(b));
    expect(judge(a, b).same).toBe(false);
  });

  test.each(together)('still brings %j and %j together', (a, b) => {
    expect(gateKey(a)).toBeDefined();
    expect(judge(a, b)).toMatchObject({ same: true });
  });
});
