import { describe, expect, it, test } from 'vitest';
import { capRetryAfter } from '../../src/proxy/dispatch/retry-after.js';
import { replyHeaders } from '../../src/proxy/dispatch/upstream-headers.js';

const original = 'x-tuppence-retry-after-original';
const date = 'Sun, 06 Nov 2044 08:49:37 GMT';
const inTwoMinutes = 'Sun, 06 Nov 2044 08:51:37 GMT';
const inOneMinute = 'Sun, 06 Nov 2044 08:50:37 GMT';

describe('a wait of more than a minute', () => {
  test.each<readonly [string, Record<string, string | string[]>, Record<string, string>]>([
    ['in seconds', { 'retry-after': '90' }, { 'retry-after': '60', [original]: '90' }],
    ['just above', { 'retry-after': '60.5' }, { 'retry-after': '60', [original]: '60.5' }],
    ['with a unit, which clients overlook', { 'retry-after': '90s' }, { 'retry-after': '60', [original]: '90s' }],
    ['without end', { 'retry-after': 'Infinity' }, { 'retry-after': '60', [original]: 'Infinity' }],
    ['said twice', { 'retry-after': ['5', '90'] }, { 'retry-after': '60', [original]: '5,90' }],
    ['in milliseconds', { 'retry-after-ms': '60001' }, { 'retry-after-ms': '60000', [original]: '60001 ms' }],
    [
      'in both',
      { 'retry-after': '90', 'retry-after-ms': '90000' },
      { 'retry-after': '60', 'retry-after-ms': '60000', [original]: '90' },
    ],
    [
      'in milliseconds only',
      { 'retry-after': '1', 'retry-after-ms': '90000' },
      { 'retry-after': '1', 'retry-after-ms': '60000', [original]: '90000 ms' },
    ],
    ['as a date', { 'retry-after': inTwoMinutes, date }, { 'retry-after': '60', date, [original]: inTwoMinutes }],
    [
      'as a date without one to hold it against',
      { 'retry-after': inTwoMinutes },
      { 'retry-after': '60', [original]: inTwoMinutes },
    ],
  ])('%s is cut to one, and what was said stays to be seen', (_, headers, capped) => {
    expect(capRetryAfter(headers)).toEqual(capped);
  });
});

test.each<readonly [string, Record<string, string>]>([
  ['no wait', { 'content-type': 'application/json' }],
  ['a minute', { 'retry-after': '60', 'retry-after-ms': '60000' }],
  ['a moment', { 'retry-after': '0.5' }],
  ['a wait that is over', { 'retry-after': '-3' }],
  ['a date in a minute', { 'retry-after': inOneMinute, date }],
  ['a date that is past', { 'retry-after': date, date: inTwoMinutes }],
  ['words', { 'retry-after': 'later', 'retry-after-ms': 'soon' }],
])('%s stays as it is', (_, headers) => {
  expect(capRetryAfter(headers)).toBe(headers);
});

it('is part of what makes a provider’s headers the caller’s', () => {
  expect(replyHeaders({ 'retry-after': '3600', connection: 'close', 'x-odd': 'yes' })).toEqual({
    'retry-after': '60',
    'x-odd': 'yes',
    [original]: '3600',
  });
});
