import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDirForTest } from '../support/temp-dir.js';
import { openWindow } from './editor.js';

const invalidParams = -32_602;

describe('words between the editor and its child', () => {
  it('reach every route, JSON or not, and are refused clearly when they make no sense', async () => {
    const window = await openWindow({ dataFolder: tempDirForTest('words'), settings: { port: 0 } });
    await window.becomes('serving');
    const { url, token } = await window.request('tuppence/address', null);
    expect(token).toMatch(/^tup-[0-9a-f]{64}$/);
    expect(await window.api('GET', '/requests?limit=1')).toEqual({ status: 200, value: { requests: [] } });
    expect(await window.api('GET', '/requests/none')).toMatchObject({ status: 404 });
    const table = await window.api('GET', '/export.csv?since=1d');
    expect(table).toMatchObject({ status: 200, value: expect.stringMatching(/^\W?\w+,/) as string });
    const changed = await window.api('PATCH', '/settings', { cache: { similarity: 0.9 } });
    expect(changed).toMatchObject({ status: 200, value: { cache: { similarity: 0.9 } } });
    expect(await window.api('PATCH', '/settings', { cache: { similarity: 9 } })).toMatchObject({ status: 400 });

    const refused = [
      { method: 'GET', path: 'identity' },
      { method: 'GET', path: '//evil.example/identity' },
      { method: 'GET', path: '/../healthz' },
      { method: 'GET', path: '/cache/%2E%2e/x' },
      { method: 'GET', path: '/cache\\x' },
      { method: 'GET', path: '/cache x' },
      { method: 'GET', path: '/identity HTTP/1.1\r\nhost: evil.example' },
      { method: 'GET', path: '/identity#there' },
      { method: 'GET', path: `/${'a'.repeat(5_000)}` },
      { method: 'GET', path: '/live' },
      { method: 'BREW', path: '/identity' },
      { method: 'GET', path: 7 },
      { method: 'GET', path: '/identity', host: 'evil.example' },
      { path: '/identity' },
      'GET /identity',
      null,
    ];
    for (const params of refused) {
      const error: unknown = await window.request('tuppence/api', params).catch((reason: unknown) => reason);
      expect(error, JSON.stringify(params)).toMatchObject({
        code: invalidParams,
        message: expect.stringContaining('tuppence/api') as string,
      });
    }
    for (const params of [null, { kind: 'always' }, { kind: 'until-idle' }, { kind: 'until-idle', idleMinutes: -1 }]) {
      await expect(window.request('tuppence/keep-running', params)).rejects.toThrow('tuppence/keep-running');
    }
    expect(await window.request('tuppence/retry', null)).toMatchObject({ kind: 'serving', url });
  });

  it('need a start that makes sense, whose keys are never repeated', async () => {
    const dataFolder = tempDirForTest('words');
    const opened = openWindow({ dataFolder, keys: { openai: 7, anthropic: 'sk-secret' } as never });
    await expect(opened).rejects.toThrow("initializationOptions: 'keys.openai' cannot be used");
    await expect(opened).rejects.not.toThrow('sk-secret');
  });
});

describe('settings of the editor', () => {
  it('are written through one by one; what cannot be used is told until it is put right', async () => {
    const dataFolder = tempDirForTest('settings');
    const settings = {
      port: 0,
      // Right together only, and each wrong beside the other's default.
      routing: { cheapBelow: 0.7, strongFrom: 0.8 },
      cache: { similarity: 'high', ttlS: 60 },
      budget: { dayUsd: -1 },
    };
    const window = await openWindow({ dataFolder, settings });
    await window.becomes('serving');
    const troubles = () => window.snapshots.at(-1)?.proxy.troubles.join(' ') ?? '';
    await expect.poll(troubles).toContain("'cache.similarity'");
    expect(troubles()).toContain("'budget.dayUsd'");
    expect(JSON.parse(readFileSync(join(dataFolder, 'settings.json'), 'utf8'))).toEqual({
      port: 0,
      routing: { cheapBelow: 0.7, strongFrom: 0.8 },
      cache: { ttlS: 60 },
    });
    await window.api('PATCH', '/settings', { cache: { similarity: 0.9 }, budget: { dayUsd: null } });
    await expect.poll(troubles).toBe('');
  });

  it('wait for a settings file that is damaged, which is left as it is', async () => {
    const dataFolder = tempDirForTest('settings');
    const file = join(dataFolder, 'settings.json');
    writeFileSync(file, '{"cache":');
    const window = await openWindow({ dataFolder, settings: { port: 0, cache: { ttlS: 60 } } });
    const { message } = await window.becomes('failed');
    expect(message).toContain(file);
    expect(await window.api('PATCH', '/settings', { port: 1 })).toMatchObject({ status: 400 });
    expect(readFileSync(file, 'utf8')).toBe('{"cache":');
    writeFileSync(file, '{"cache":{"exact":false}}');
    expect(await window.request('tuppence/retry', null)).toMatchObject({ kind: 'serving' });
    expect((await window.api('GET', '/settings')).value).toMatchObject({ cache: { exact: false, ttlS: 60 } });
  });
});

describe('a data folder', () => {
  it('that cannot be used is told, and used as soon as it can be', async () => {
    const parent = tempDirForTest('folder');
    const dataFolder = join(parent, 'file');
    writeFileSync(dataFolder, '');
    const window = await openWindow({ dataFolder, settings: { port: 0 } }, { cwd: parent });
    expect((await window.becomes('failed')).message).toContain(`${dataFolder} cannot be written`);
    rmSync(dataFolder);
    mkdirSync(dataFolder);
    await window.becomes('serving');
  });

  it('that is deleted under a running proxy does not end it, and gets its token back', async () => {
    const dataFolder = tempDirForTest('folder');
    const window = await openWindow({ dataFolder, settings: { port: 0 } }, { cwd: tempDirForTest('elsewhere') });
    await window.becomes('serving');
    const { token } = await window.request('tuppence/address', null);
    rmSync(dataFolder, { recursive: true });
    expect((await window.api('GET', '/identity')).status).toBe(200);
    expect(await window.request('tuppence/retry', null)).toMatchObject({ kind: 'serving' });
    await expect.poll(() => readToken(dataFolder)).toBe(token);
    const next = await openWindow({ dataFolder, settings: { port: 0 } });
    expect(await next.becomes('following')).toMatchObject({ identity: { pid: window.pid } });
    expect(await window.close()).toBe(0);
    expect(window.stderr()).toBe('');
  });
});

function readToken(folder: string): string | undefined {
  const file = join(folder, 'token');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}
