import { describe, expect, test } from 'vitest';
import { sessionOf } from '../../src/proxy/fingerprint/session.js';
import { chat, makePrompt } from './make-prompt.js';

const first = chat([
  ['system', 's'],
  ['user', 'first'],
]);
const later = chat([
  ['system', 's'],
  ['user', 'first'],
  ['assistant', 'a'],
  ['user', 'second'],
]);
const other = chat([
  ['system', 's'],
  ['user', 'another'],
]);

describe('the session', () => {
  test('is how a conversation began, when the client names none', () => {
    expect(sessionOf(makePrompt(later))).toBe(sessionOf(makePrompt(first)));
    expect(sessionOf(makePrompt(other))).not.toBe(sessionOf(makePrompt(first)));
  });

  test.each(['x-claude-code-session-id', 'x-session-id', 'session-id', 'thread-id'])('is what %s says', name => {
    const of = (id: string, body = first): string => sessionOf(makePrompt(body, { headers: { [name]: id } }));
    expect(of('1', other)).toBe(of('1'));
    expect(of('2')).not.toBe(of('1'));
  });

  test.each([
    [
      'JSON in the user id',
      (id: string) => ({ metadata: { user_id: JSON.stringify({ device_id: 'd', session_id: id }) } }),
    ],
    ['the end of the user id', (id: string) => ({ metadata: { user_id: `user_1_account_2_session_${id}` } })],
    ['the prompt cache key', (id: string) => ({ prompt_cache_key: id })],
  ])('is in %s', (_, more) => {
    const of = (id: string, body = first): string => sessionOf(makePrompt({ ...body, ...more(id) }));
    expect(of('1', other)).toBe(of('1'));
    expect(of('2')).not.toBe(of('1'));
  });

  test('never joins two tenants or two clients', () => {
    const headers = { 'x-session-id': '1' };
    const sessions = [
      makePrompt(first, { headers }),
      makePrompt(first, { headers, origin: { tenant: 'tenant-b' } }),
      makePrompt(first, { headers, client: 'cline' }),
    ].map(sessionOf);
    expect(new Set(sessions).size).toBe(3);
  });

  test('holds nothing of the prompt or the id', () => {
    expect(sessionOf(makePrompt(first, { headers: { 'x-session-id': 'secret' } }))).toMatch(/^[0-9a-f]{32}$/);
  });
});
