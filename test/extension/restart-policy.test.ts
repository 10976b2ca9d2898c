import { describe, expect, it } from 'vitest';
import { makeRestartPolicy } from '../../src/extension/restart-policy.js';

describe('after a crash', () => {
  it('the proxy is started again, each time later, and in the end not any more', () => {
    const policy = makeRestartPolicy();
    const after = [0, 1_000, 2_000, 3_000, 4_000].map(nowMs => policy.crashed(nowMs));
    expect(after).toEqual([
      { kind: 'restart', inMs: 250, first: true },
      { kind: 'restart', inMs: 1_000, first: false },
      { kind: 'restart', inMs: 4_000, first: false },
      { kind: 'restart', inMs: 10_000, first: false },
      { kind: 'give-up', crashes: 5 },
    ]);
  });

  it('crashes of long ago do not count, nor those before the user restarted it', () => {
    const policy = makeRestartPolicy();
    policy.crashed(0);
    expect(policy.crashed(200_000)).toMatchObject({ inMs: 250, first: true });
    policy.forget();
    expect(policy.crashed(200_001)).toMatchObject({ inMs: 250, first: true });
  });
});
