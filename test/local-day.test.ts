import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';

const code = buildSync({
  entryPoints: [fileURLToPath(new URL('../src/proxy/local-day.ts', import.meta.url))],
  bundle: true,
  write: false,
  format: 'iife',
  globalName: 'localDay',
  platform: 'node',
}).outputFiles[0]!.text;

/** Asks a process that lives in another time zone; the answers are moments in UTC. */
function inZone(zone: string, ...calls: readonly string[]): readonly string[] {
  const script = `${code}; console.log(JSON.stringify([${calls.join(',')}].map(ms => new Date(ms).toISOString())))`;
  const { stdout } = spawnSync(process.execPath, ['-e', script], {
    env: { ...process.env, TZ: zone },
    encoding: 'utf8',
  });
  return JSON.parse(stdout) as readonly string[];
}

const at = (iso: string) => String(Date.parse(iso));

describe('a local day', () => {
  it.each([
    // An ordinary one, before and after midnight.
    ['Europe/Berlin', '2026-11-20T12:00:00Z', '2026-11-19T23:00:00.000Z'],
    ['Europe/Berlin', '2026-11-20T22:59:59.999Z', '2026-11-19T23:00:00.000Z'],
    ['Europe/Berlin', '2026-11-20T23:00:00Z', '2026-11-20T23:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-20T18:29:00Z', '2026-11-19T18:30:00.000Z'],
    ['America/Los_Angeles', '2026-11-20T07:59:00Z', '2026-11-19T08:00:00.000Z'],
    // 25 hours and 23 hours.
    ['Europe/Berlin', '2026-10-25T22:30:00Z', '2026-10-24T22:00:00.000Z'],
    ['America/New_York', '2026-03-08T20:00:00Z', '2026-03-08T05:00:00.000Z'],
    // Without a midnight: clocks go from 23:59 to 1:00.
    ['Africa/Cairo', '2026-04-24T12:00:00Z', '2026-04-23T22:00:00.000Z'],
  ])('begins in %s at its own midnight: %s', (zone, now, start) => {
    expect(inZone(zone, `localDay.dayStartMs(${at(now)})`)).toEqual([start]);
  });

  it('lies days back by the calendar, not by hours', () => {
    const now = at('2026-10-27T11:00:00Z');
    expect(
      inZone('Europe/Berlin', ...[0, 1, 2, 6].map(back => `localDay.dayStartMs(${now}, ${String(back)})`)),
    ).toEqual([
      '2026-10-26T23:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-20T22:00:00.000Z',
    ]);
  });

  it('has parts that follow each other without a gap, days with another number of hours too', () => {
    const now = at('2026-10-26T11:00:00Z');
    const calls = [0, 1, 2, 3, 4, 5, 6].map(back => `localDay.partStartMs(${now}, 6, ${String(back)})`);
    expect(inZone('Europe/Berlin', ...calls)).toEqual([
      '2026-10-26T11:00:00.000Z',
      '2026-10-26T05:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
      '2026-10-25T17:00:00.000Z',
      '2026-10-25T11:00:00.000Z',
      '2026-10-25T05:00:00.000Z',
      '2026-10-24T22:00:00.000Z',
    ]);
  });

  it('belongs to a month that begins at local midnight', () => {
    const now = at('2026-11-01T03:00:00Z');
    expect(inZone('America/New_York', `localDay.monthStartMs(${now})`)).toEqual(['2026-10-01T04:00:00.000Z']);
    expect(inZone('Europe/Berlin', `localDay.monthStartMs(${now})`)).toEqual(['2026-10-31T23:00:00.000Z']);
  });
});
