import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Address } from '../../src/protocol/control.js';
import type { Snapshot } from '../../src/protocol/snapshot.js';
import { startProxy, upstreamKey } from '../support/proxy.js';
import { chatBody, send } from '../support/send.js';
import { tempDirForTest } from '../support/temp-dir.js';
import { startUpstream } from '../support/upstream.js';
import type { Upstream } from '../support/upstream.js';
import { freePort, openWindow } from './editor.js';
import type { EditorWindow } from './editor.js';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());
beforeEach(() => upstream.reset());

async function editor() {
  const dataFolder = tempDirForTest('windows');
  const settings = { port: await freePort(), providers: { openai: { url: `${upstream.url}/v1` } } };
  return { open: () => openWindow({ dataFolder, settings, keys: { openai: upstreamKey } }) };
}

const ask = ({ url, token }: Address, body: object) =>
  send(`${url}/v1/chat/completions`, { headers: { authorization: `Bearer ${token}` }, body });

/** As the SDKs of OpenAI and Anthropic do at their first retry, at the earliest. */
const backOffMs = 375;

/** Asks on and on, each question a new one and each with one retry, until it is stopped. */
function callers(at: Address, count: number) {
  let stopped = false;
  const failed: string[] = [];
  let answered = 0;
  const one = async (caller: number) => {
    for (let turn = 0; !stopped; turn++) {
      const body = chatBody(`Caller ${String(caller)}, turn ${String(turn)}?`, { stream: turn % 2 === 0 });
      const isGood = async () => {
        const got = await ask(at, body);
        return got.status === 200 && got.broken === undefined ? undefined : (got.broken ?? String(got.status));
      };
      let fault = await isGood();
      if (fault !== undefined) {
        await pause(backOffMs);
        fault = await isGood();
      }
      if (fault === undefined) answered += 1;
      else failed.push(fault);
    }
  };
  const running = Array.from({ length: count }, (_unused, caller) => one(caller));
  return {
    answered: () => answered,
    async stop() {
      stopped = true;
      await Promise.all(running);
      return failed;
    },
  };
}

const isServing = (window: EditorWindow) => window.link()?.kind === 'serving';

describe('several windows', () => {
  it('share one proxy and show the same numbers', async () => {
    const { open } = await editor();
    const first = await open();
    const { url } = await first.becomes('serving');
    const second = await open();
    expect(await second.becomes('following')).toMatchObject({ url, identity: { pid: first.pid, door: 'window' } });

    const address = await first.request('tuppence/address', null);
    expect(await second.request('tuppence/address', null)).toEqual(address);
    expect((await ask(address, chatBody('Who counts me?'))).status).toBe(200);
    expect(upstream.requests().at(-1)?.headers['authorization']).toBe(`Bearer ${upstreamKey}`);
    for (const window of [first, second]) {
      await expect.poll(() => window.snapshots.at(-1)?.today.requests).toBe(1);
    }
    expect(second.snapshots.at(-1)).toEqual(first.snapshots.at(-1));
    expect(second.snapshots.at(-1)?.proxy).toMatchObject({ url, pid: first.pid, version: '1.0.0' });
    expect((await second.api('GET', '/identity')).value).toMatchObject({ pid: first.pid, windows: 1 });
    expect(await first.close()).toBe(0);
    expect(await second.close()).toBe(0);
  });

  it('lose no prompt that is retried once when the one that serves is killed, again and again', async () => {
    const { open } = await editor();
    let windows: readonly EditorWindow[] = await Promise.all([open(), open(), open()]);
    const oneServes = () => expect.poll(() => windows.filter(isServing).length, { interval: 5 }).toBe(1);
    await oneServes();
    await expect.poll(() => windows.filter(window => window.link()?.kind === 'following').length).toBe(2);
    const asking = callers(await windows[0]!.request('tuppence/address', null), 4);
    const twentyMore = async () => {
      const before = asking.answered();
      await expect.poll(() => asking.answered()).toBeGreaterThan(before + 20);
    };
    while (windows.length > 1) {
      await twentyMore();
      await windows.find(isServing)!.kill9();
      windows = windows.filter(window => !isServing(window));
      await oneServes();
    }
    await twentyMore();
    expect(await asking.stop()).toEqual([]);
    // Nothing that was answered is missing in the ledger, whoever wrote it.
    const { value } = await windows[0]!.api('GET', '/snapshot');
    expect((value as Snapshot).today.requests).toBeGreaterThanOrEqual(asking.answered());
  });

  it('finish what is under way when the window that serves closes, while another serves already', async () => {
    const { open } = await editor();
    const first = await open();
    await first.becomes('serving');
    const second = await open();
    await second.becomes('following');
    const address = await first.request('tuppence/address', null);
    let letGo: (value?: unknown) => void = () => undefined;
    upstream.next({ kind: 'ok', pace: { hold: new Promise(resolve => (letGo = resolve)) } });
    const slow = ask(address, chatBody('What takes so long?'));
    await upstream.received(1);
    const closed = first.close();
    await second.becomes('serving');
    expect((await ask(address, chatBody('And who are you?'))).status).toBe(200);
    letGo();
    expect(await slow).toMatchObject({ status: 200, broken: undefined });
    expect(await closed).toBe(0);
  });

  it('that open at the same moment in a fresh folder agree on one token and one that serves', async () => {
    const { open } = await editor();
    const windows = await Promise.all([open(), open(), open(), open()]);
    await expect
      .poll(() => windows.map(window => window.link()?.kind).toSorted())
      .toEqual(['following', 'following', 'following', 'serving']);
    const addresses = await Promise.all(windows.map(window => window.request('tuppence/address', null)));
    expect(new Set(addresses.map(({ url, token }) => `${url} ${token}`)).size).toBe(1);
  });

  it('follow a proxy that was started in a terminal, whatever its version, leave it its own key and outlive it', async () => {
    const dataFolder = tempDirForTest('windows');
    const proxy = await startProxy({ upstream: upstream.url, dataDir: dataFolder });
    onTestFinished(async () => {
      await proxy.stop();
    });
    const keys = { openai: 'sk-of-the-window', anthropic: 'sk-ant-of-the-window' };
    const window = await openWindow({ dataFolder, settings: { port: proxy.port }, keys, version: '99.0.0' });
    const { identity } = await window.becomes('following');
    expect(identity).toMatchObject({ pid: proxy.pid, door: 'command-line' });
    await ask(proxy, chatBody('Whose key is it?'));
    expect(upstream.requests().at(-1)?.headers['authorization']).toBe(`Bearer ${upstreamKey}`);
    const { value } = await window.api('GET', '/snapshot');
    expect((value as Snapshot).proxy.providers).toEqual(['openai', 'anthropic']);
    expect(await proxy.stop()).toBe(0);
    expect((await window.becomes('serving')).url).toBe(proxy.url);
  });
});
