import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { climb, ladder } from '../../src/protocol/ladder.js';
import { reasonWords } from '../../src/protocol/reasons.js';

const page = readFileSync(new URL('../../docs/routing.md', import.meta.url), 'utf8');
/** Codes of the table "How it decides", in its order. */
const codes = page
  .slice(page.indexOf('## How it decides'), page.indexOf('## The score'))
  .split('\n')
  .filter(line => line.startsWith('| `'))
  .flatMap(line => [...(line.split('|')[1] ?? '').matchAll(/`([a-z-]+)`/g)].map(match => match[1] ?? ''))
  .filter(code => code !== 'route-fault');

describe('the ladder of steps', () => {
  test('knows every reason that the page lists, each at one step', () => {
    const known = ladder.flatMap(rung => rung.codes);
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.filter(code => !known.includes(code))).toEqual([]);
    expect(known.filter(code => reasonWords(code).startsWith('for the reason'))).toEqual([]);
    expect(new Set(known).size).toBe(known.length);
  });

  test('says which steps passed, which spoke, and which were not asked', () => {
    const said = (reason: string, isScored = false) =>
      climb(reason, isScored)
        .filter(step => step.said !== 'not-asked')
        .map(({ step, said: what }) => `${step} ${what}`);
    expect(said('paused')).toEqual(['pause spoke']);
    expect(said('rule+breakpoints').at(-1)).toBe('your rules spoke');
    expect(said('gain-low+trusted', true).at(-1)).toBe('score spoke');
    expect(said('tools').at(-1)).toBe('constraints spoke');
    expect(said('tools', true).slice(-1)).toEqual(['score spoke']);
    expect(said('hit-exact')).toEqual([]);
  });
});
