import { describe, expect, it } from 'vitest';
import { minimumTokens } from '../../src/proxy/prefix/minimum.js';
import { tokenChange, type TokenChange } from '../../src/proxy/prefix/tokens.js';

const changes: readonly (readonly [kind: TokenChange['kind'], before: string, after: string])[] = [
  ['date', 'on 2026-11-03 we', 'on 2026-11-04 we'],
  ['date', 'at 2026-11-03 10:22:01.123 we', 'at 2026-11-03 10:22:01.456 we'],
  ['date', '<date>11/3/2026</date>', '<date>11/4/2026</date>'],
  ['date', 'Monday, November 2, 2026', 'Tuesday, November 3, 2026'],
  ['date', 'it is 3 November 2026', 'it is 4 November 2026'],
  ['date', 'now 9:58 PM', 'now 9:59 PM'],
  ['date', 't=1793696512', 't=1793696999'],
  ['id', 'commit 9fceb02d', 'commit 1a2b3c4d'],
  ['id', 'id toolu_01A09q90qw', 'id toolu_01B88x11aa'],
  ['id', 'x/state/7f3e9a10-1111-4222-8333-444455556666/y', 'x/state/00000000-1111-4222-8333-444455556666/y'],
  ['path', 'cwd: C:\\work\\app', 'cwd: C:\\work\\api'],
  ['path', 'see src/a/b.ts now', 'see src/a/c.ts now'],
  ['number', 'took 1,204 ms', 'took 1,318 ms'],
  ['number', '42% left', '37% left'],
  ['space', 'one\ntwo', 'one\n\ntwo'],
  ['space', 'one', 'one '],
  ['text', 'be brief', 'be kind'],
  ['text', 'deadbeef words', 'deadlock words'],
  ['text', 'the May flower', 'the June flower'],
];

describe('a differing token', () => {
  it.each(changes)('is a %s: %j, %j', (kind, before, after) => {
    const found = tokenChange(before, after);
    expect(found.kind).toBe(kind);
    if (kind === 'text' || kind === 'space') expect(found).toMatchObject({ before: '', after: '' });
    else expect([before.includes(found.before), after.includes(found.after)]).toEqual([true, true]);
  });

  it('is found behind much that is the same', () => {
    const same = 'the same words again and again '.repeat(5_000);
    expect(tokenChange(`${same}10:15:00`, `${same}10:16:00`)).toEqual({
      kind: 'date',
      before: '10:15:00',
      after: '10:16:00',
    });
  });
});

describe('the smallest prefix that is kept', () => {
  it.each([
    ['claude-3-haiku-20240307', 2_048],
    ['claude-3-5-haiku-20241022', 2_048],
    ['claude-3-7-sonnet-20250219', 1_024],
    ['claude-sonnet-4-20250514', 1_024],
    ['claude-sonnet-4-5-20250929', 1_024],
    ['anthropic/claude-sonnet-4.5', 1_024],
    ['claude-sonnet-4-6', 2_048],
    ['claude-opus-4-20250514', 1_024],
    ['claude-opus-4-1-20250805', 1_024],
    ['claude-opus-4-5', 4_096],
    ['claude-haiku-4-5-20251001', 4_096],
    ['claude-opus-9', 4_096],
    ['gpt-4.1', undefined],
  ])('of %s has %s tokens', (model, tokens) => expect(minimumTokens(model)).toBe(tokens));
});
