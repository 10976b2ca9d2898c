import { request } from 'node:http';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Identity } from '../../src/protocol/api.js';
import type { Snapshot } from '../../src/protocol/snapshot.js';
import { housePerTest } from '../support/house.js';
import type { ProxyProcess } from '../support/proxy.js';
import { chatBody, eventData, send } from '../support/send.js';

const house = housePerTest();
const ask = (proxy: ProxyProcess, text: string) =>
  send(`${proxy.url}/v1/chat/completions`, { headers: proxy.auth, body: chatBody(text) });
async function api<T>(proxy: ProxyProcess, path: string, method = 'GET', body?: object): Promise<T> {
  const got = await send(`${proxy.url}/api${path}`, { method, headers: proxy.auth, ...(body ? { body } : {}) });
  return JSON.parse(got.text) as T;
}

/** Somebody who follows a proxy. */
interface Listener {
  snapshots(): readonly Snapshot[];
  latest(): Snapshot | undefined;
  /** Resolves when the stream is over; true when it ended as it should. */
  readonly ended: Promise<boolean>;
  leave(): void;
}

function listen(proxy: ProxyProcess, query = ''): Listener {
  let text = '';
  const stop = new AbortController();
  const ended = new Promise<boolean>(resolve => {
    const asked = request(`${proxy.url}/api/live${query}`, { headers: proxy.auth, agent: false, signal: stop.signal });
    asked.on('error', () => resolve(false));
    asked.on('response', response => {
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('error', () => resolve(false)).on('end', () => resolve(response.complete));
    });
    asked.end();
  });
  const snapshots = () =>
    eventData(text.slice(0, text.lastIndexOf('\n\n') + 2)).map(data => JSON.parse(data) as Snapshot);
  return { snapshots, latest: () => snapshots().at(-1), ended, leave: () => stop.abort() };
}

describe('whoever follows a proxy', () => {
  it('sees everything at once, and the same change as everyone else', async () => {
    const proxy = await house.start();
    const listeners = [listen(proxy), listen(proxy)];
    await expect.poll(() => listeners.map(one => one.latest()?.today.requests)).toEqual([0, 0]);
    await ask(proxy, 'What is a semaphore?');
    await expect.poll(() => listeners.map(one => one.latest()?.today.requests)).toEqual([1, 1]);
    expect(listeners[0]?.latest()).toEqual(listeners[1]?.latest());
    expect(listeners[0]?.latest()).toMatchObject({
      proxy: { port: proxy.port, url: proxy.url, mode: 'observe', demo: false, providers: ['openai'] },
      week: { requests: 1 },
      month: { requests: 1 },
      recent: [{ modelServed: 'gpt-4.1', cache: 'miss', outcome: 'ok' }],
      budget: { kind: 'none' },
    });
    expect(listeners[0]?.latest()?.series.points).toHaveLength(24);
  });

  it('hears nothing while nothing happens, and one event for many changes at once', async () => {
    const proxy = await house.start();
    const one = listen(proxy);
    await expect.poll(() => one.snapshots()).toHaveLength(1);
    // Reading is no change.
    await api(proxy, '/snapshot');
    await api(proxy, '/settings');
    await Promise.all(Array.from({ length: 20 }, (_unused, n) => ask(proxy, `What does error ${String(n)} mean?`)));
    await expect.poll(() => one.latest()?.today.requests).toBe(20);
    expect(one.snapshots().length).toBeLessThan(10);
    const told = one.snapshots().map(at => JSON.stringify({ ...at, atMs: 0, today: { ...at.today, untilMs: 0 } }));
    expect(new Set(told).size).toBe(told.length);
  });

  it('sees settings that were changed through the API and in the file, and a cache that was cleared', async () => {
    const proxy = await house.start();
    const one = listen(proxy);
    await ask(proxy, 'What is a monad?');
    await expect.poll(() => one.latest()?.proxy.cacheEntries).toBe(1);
    await api(proxy, '/cache', 'DELETE');
    await expect.poll(() => one.latest()?.proxy.cacheEntries).toBe(0);
    await api(proxy, '/settings', 'PATCH', { routing: { mode: 'on' } });
    await expect.poll(() => one.latest()?.proxy.mode).toBe('on');
    writeFileSync(join(proxy.dataDir, 'settings.json'), '{"budget":{"dayUsd":5}}');
    await expect
      .poll(() => one.latest())
      .toMatchObject({
        proxy: { mode: 'observe' },
        budget: { kind: 'set', day: { limitUsd: 5, level: 'ok' }, month: null },
      });
  });

  it('is counted while it is a window', async () => {
    const proxy = await house.start();
    const windows = async () => (await api<Identity>(proxy, '/identity')).windows;
    expect(await windows()).toBe(0);
    const [one] = [listen(proxy, '?window=1'), listen(proxy, '?window=1'), listen(proxy)];
    await expect.poll(windows).toBe(2);
    one.leave();
    await expect.poll(windows).toBe(1);
  });

  it('is let go cleanly when the proxy leaves', async () => {
    const proxy = await house.start();
    const one = listen(proxy);
    await expect.poll(() => one.snapshots()).toHaveLength(1);
    expect(await api(proxy, '/leave', 'POST')).toEqual({ done: 'The proxy leaves now.' });
    expect(await one.ended).toBe(true);
    expect(await proxy.exited).toBe(0);
  });
});

describe('a proxy', () => {
  it('says who it is to those who hold the token only', async () => {
    const proxy = await house.start();
    expect(await api<Identity>(proxy, '/identity')).toMatchObject({
      product: 'tuppence',
      pid: proxy.pid,
      dataFolder: proxy.dataDir,
      door: 'command-line',
      windows: 0,
    });
    for (const path of ['/identity', '/snapshot', '/live']) {
      expect((await send(`${proxy.url}/api${path}`)).status).toBe(401);
    }
    expect((await send(`${proxy.url}/api/leave`, { method: 'POST' })).status).toBe(401);
  });
});
