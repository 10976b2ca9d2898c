import { describe, expect, it } from 'vitest';
import type { Link } from '../../src/extension/link.js';
import { meterOf } from '../../src/extension/meter.js';
import { sampleIdentity, sampleSnapshot } from '../support/snapshot.js';

const url = 'http://127.0.0.1:4711';
const serving: Link = { kind: 'serving', identity: sampleIdentity, url };
const crossed = { limitUsd: 1, spentUsd: 1.2, level: 'crossed' } as const;
const near = { limitUsd: 1, spentUsd: 0.9, level: 'near' } as const;

describe('the meter', () => {
  it.each([
    [0, '$(graph-line) $0.00'],
    [0.000_012, '$(graph-line) $0.000012'],
    [0.001_2, '$(graph-line) $0.0012'],
    [0.042, '$(graph-line) $0.042'],
    [0.42, '$(graph-line) $0.42'],
    [0.999, '$(graph-line) $1.00'],
    [12.345, '$(graph-line) $12.35'],
    [1234.5, '$(graph-line) $1234.50'],
  ])('shows %d dollars of today as %s', (spentUsd, text) => {
    expect(meterOf(serving, sampleSnapshot({ today: { spentUsd } })).text).toBe(text);
  });

  it.each([
    [{ spentUsd: 0.42, savedUsd: 1.1 }, 'Tuppence: spent 42 cents today, saved 1 dollar 10 cents'],
    [{ spentUsd: 2, savedUsd: 0 }, 'Tuppence: spent 2 dollars today, saved 0 dollars'],
    [{ spentUsd: 0.001, savedUsd: -0.01 }, 'Tuppence: spent less than 1 cent today, saved minus 1 cent'],
  ])('says %o in words', (today, label) => {
    expect(meterOf(serving, sampleSnapshot({ today })).label).toBe(label);
  });

  it('says that a demo is a demo, in the text and in words', () => {
    const meter = meterOf(serving, sampleSnapshot({ proxy: { demo: true } }));
    expect(meter.text).toBe('$(graph-line) $0.00 demo');
    expect(meter.label).toContain('nothing is really spent');
  });

  it('shows a pause', () => {
    const meter = meterOf(serving, sampleSnapshot({ proxy: { mode: 'off' } }));
    expect(meter.text).toBe('$(debug-pause) $0.00');
    expect(meter.label).toContain('paused');
  });

  it.each([
    ['no budget', { kind: 'none' } as const, 'normal'],
    ['a budget that is near', { kind: 'set', day: near, month: null } as const, 'normal'],
    ['a crossed day', { kind: 'set', day: crossed, month: null } as const, 'warning'],
    ['a crossed month', { kind: 'set', day: near, month: crossed } as const, 'warning'],
  ])('has the right level for %s', (_name, budget, level) => {
    expect(meterOf(serving, sampleSnapshot({ budget })).level).toBe(level);
  });

  it.each<[Link, string, string]>([
    [{ kind: 'starting' }, '$(loading~spin) Tuppence', 'normal'],
    [serving, '$(loading~spin) Tuppence', 'normal'],
    [{ kind: 'stopped' }, '$(circle-slash) Tuppence', 'normal'],
    [{ kind: 'failed', message: 'No.' }, '$(error) Tuppence', 'error'],
    [{ kind: 'port-taken', port: 4711, who: 'nginx', nextPort: 4712 }, '$(error) Tuppence', 'error'],
  ])('without figures shows %o as %s', (link, text, level) => {
    expect(meterOf(link, undefined)).toMatchObject({ text, level });
  });

  it('shows no figure of the past while nobody answers', () => {
    const snapshot = sampleSnapshot({ today: { spentUsd: 5 } });
    expect(meterOf({ kind: 'failed', message: 'It broke.' }, snapshot)).toEqual({
      text: '$(error) Tuppence',
      label: 'It broke.',
      level: 'error',
    });
  });

  it('keeps the figure, with a spinner, while the proxy starts again', () => {
    const meter = meterOf({ kind: 'starting' }, sampleSnapshot({ today: { spentUsd: 5 } }));
    expect(meter.text).toBe('$(loading~spin) $5.00');
  });
});
