import { describe, expect, it } from 'vitest';
import { pageMayCall, readPageMessage } from '../../src/extension/page-message.js';

describe('a message of the page', () => {
  it.each([
    [{ kind: 'ready' }],
    [{ kind: 'api', id: 3, call: { method: 'POST', path: '/requests/a1/never-cache' } }],
    [{ kind: 'command', command: 'tuppence.setKey' }],
  ])('%j is understood', message => {
    expect(readPageMessage(message)).toEqual(message);
  });

  it.each([
    [undefined],
    ['ready'],
    [{}],
    [{ kind: 'ready', more: 1 }],
    [{ kind: 'api', id: '3', call: { method: 'GET', path: '/snapshot' } }],
    [{ kind: 'api', id: 3, call: { method: 'TRACE', path: '/snapshot' } }],
    [{ kind: 'api', id: 3, call: { method: 'GET', path: 'https://e.example' } }],
    [{ kind: 'command', command: 'workbench.action.terminal.sendSequence' }],
    [{ kind: 'command', command: 'tuppence.copyToken' }],
  ])('%j is none', message => {
    expect(readPageMessage(message)).toBeUndefined();
  });

  it.each([
    ['GET', '/snapshot', true],
    ['GET', '/series?since=7d', true],
    ['GET', '/requests/a1/why', true],
    ['POST', '/requests/a1/wrong-answer', true],
    ['POST', '/requests/a1/right-answer', true],
    ['DELETE', '/routing/learned', false],
    ['PUT', '/keys', false],
    ['PATCH', '/settings', false],
    ['DELETE', '/cache', false],
    ['GET', '/requests/../keys/why', false],
    ['GET', '/snapshot?x=1', false],
    ['POST', '/snapshot', false],
  ])('%s %s may be called: %s', (method, path, allowed) => {
    expect(pageMayCall({ method, path })).toBe(allowed);
  });
});
