import { describe, expect, it } from 'vitest';
import { errorMessage, toApiCall } from '../../src/extension/api-call.js';

describe('a call by its route', () => {
  it.each([
    ['GET /snapshot', {}, { method: 'GET', path: '/snapshot' }],
    ['GET /series', { query: { since: '7d' } }, { method: 'GET', path: '/series?since=7d' }],
    ['GET /requests/:id/why', { id: 'a/../b?' }, { method: 'GET', path: '/requests/a%2F..%2Fb%3F/why' }],
    ['DELETE /cache', { query: { workspace: 'a&b c' } }, { method: 'DELETE', path: '/cache?workspace=a%26b+c' }],
    ['PATCH /settings', { body: { port: 1 } }, { method: 'PATCH', path: '/settings', body: { port: 1 } }],
  ] as const)('%s with %o', (route, input, call) => {
    expect(toApiCall(route, input)).toEqual(call);
  });

  it.each([
    [{ error: { message: 'No.' } }, 'No.'],
    [{ error: 'No.' }, undefined],
    [{ error: null }, undefined],
    [null, undefined],
    ['No.', undefined],
  ])('finds the sentence in %j', (value, message) => {
    expect(errorMessage(value)).toBe(message);
  });
});
