import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Snapshot } from '../../src/protocol/snapshot.js';
import { openFollowers } from '../../src/proxy/intake/followers.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A house whose state a test may change; it counts how often somebody put a snapshot together. */
function house() {
  const state = { value: 0, made: 0, seen: 'a', broken: false };
  const followers = openFollowers({
    snapshot: () => {
      if (state.broken) throw new RangeError('no figures');
      state.made += 1;
      return { value: state.value } as unknown as Snapshot;
    },
    seen: () => state.seen,
    clock: { nowMs: () => Date.now(), tickMs: () => performance.now() },
  });
  const listen = (isWindow = false) => {
    const got: string[] = [];
    const ended = { now: false };
    const leave = followers.follow({
      isWindow,
      take: text => void got.push(text),
      end: () => void (ended.now = true),
    });
    return { got, leave, ended };
  };
  return { state, followers, listen };
}

describe('followers', () => {
  it('cost nothing while there are none, whatever changes', () => {
    const { state, followers, listen } = house();
    followers.changed();
    vi.advanceTimersByTime(5_000);
    expect(state.made).toBe(0);
    const one = listen();
    one.leave();
    followers.changed();
    vi.advanceTimersByTime(5_000);
    expect(state.made).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('hear at once, then at most every half second, and the last word always', () => {
    const { state, followers, listen } = house();
    const one = listen();
    expect(one.got).toEqual(['{"value":0}']);
    for (let n = 1; n <= 100; n++) {
      state.value = n;
      followers.changed();
      vi.advanceTimersByTime(20);
    }
    vi.advanceTimersByTime(500);
    // Two seconds of changes.
    expect(one.got.length).toBeGreaterThanOrEqual(4);
    expect(one.got.length).toBeLessThanOrEqual(6);
    expect(one.got.at(-1)).toBe('{"value":100}');
    expect(state.made).toBe(one.got.length);
  });

  it('share one snapshot, also with those who come later', () => {
    const { state, followers, listen } = house();
    const all = [listen(), listen(), listen()];
    expect(state.made).toBe(1);
    followers.changed();
    vi.advanceTimersByTime(600);
    expect(state.made).toBe(2);
    expect(all.map(({ got }) => got.length)).toEqual([2, 2, 2]);
    state.value = 7;
    followers.changed();
    // What comes in while a change waits to be told sees it already.
    expect(listen().got).toEqual(['{"value":7}']);
  });

  it('hear nothing while nothing changes, and of what changes without a word', () => {
    const { state, listen } = house();
    const one = listen();
    vi.advanceTimersByTime(60_000);
    expect(one.got).toHaveLength(1);
    state.seen = 'the next day';
    vi.advanceTimersByTime(1_600);
    expect(one.got).toHaveLength(2);
    vi.advanceTimersByTime(60_000);
    expect(one.got).toHaveLength(2);
  });

  it('are counted as windows while they stay, and all let go at the end', () => {
    const { followers, listen } = house();
    const [one, two] = [listen(true), listen(true)];
    const other = listen();
    expect(followers.windows()).toBe(2);
    one.leave();
    expect(followers.windows()).toBe(1);
    followers.close();
    expect([one, two, other].map(({ ended }) => ended.now)).toEqual([false, true, true]);
    expect(followers.windows()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('survive figures that cannot be put together, and hear again when they can', () => {
    const { state, followers, listen } = house();
    const one = listen();
    state.broken = true;
    followers.changed();
    vi.advanceTimersByTime(600);
    expect(followers.trouble()).toContain('no figures');
    state.broken = false;
    followers.changed();
    vi.advanceTimersByTime(600);
    expect(one.got).toHaveLength(2);
    expect(followers.trouble()).toBeUndefined();
  });
});
