import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Identity } from '../../src/protocol/api.js';
import { provenCall, readText } from '../../src/proof/proven-call.js';
import { upstreamKey } from '../support/proxy.js';
import { chatBody, send } from '../support/send.js';
import { tempDirForTest } from '../support/temp-dir.js';
import { startUpstream } from '../support/upstream.js';
import type { Upstream } from '../support/upstream.js';
import { freePort, openWindow } from './editor.js';
import { isGone } from './gone.js';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());
beforeEach(() => upstream.reset());

async function editor(idleMinutes: number) {
  const dataFolder = tempDirForTest('staying');
  const port = await freePort();
  const providers = { openai: { url: `${upstream.url}/v1` } };
  const start = {
    dataFolder,
    settings: { port, providers },
    keys: { openai: upstreamKey },
    keepRunning: { kind: 'until-idle', idleMinutes },
  } as const;
  const token = () => readFileSync(join(dataFolder, 'token'), 'utf8').trim();
  return {
    dataFolder,
    port,
    open: (more: Partial<Parameters<typeof openWindow>[0]> = {}) => openWindow({ ...start, ...more }),
    /** The proxy that stayed behind, which is ended with the test. */
    async stayed(): Promise<Identity> {
      const ask = async () => {
        const call = { port, token: token(), method: 'GET', path: '/api/identity' };
        return JSON.parse(await readText(await provenCall(call))) as Identity;
      };
      await expect.poll(() => ask().catch(() => undefined)).toMatchObject({ door: 'detached' });
      const identity = await ask();
      onTestFinished(() => {
        if (!isGone(identity.pid)) process.kill(identity.pid, 'SIGKILL');
      });
      return identity;
    },
    prompt: (text: string) =>
      send(`http://127.0.0.1:${port}/v1/chat/completions`, {
        headers: { authorization: `Bearer ${token()}` },
        body: chatBody(text),
      }),
  };
}

describe('a proxy that is to stay when the last window closes', () => {
  it('serves on with the same keys in a process of its own, tells them to nobody, and ends when idle', async () => {
    const { open, stayed, prompt, dataFolder } = await editor(0.03);
    const window = await open();
    await window.becomes('serving');
    expect((await prompt('Still with the window?')).status).toBe(200);
    expect(await window.close()).toBe(0);
    const { pid } = await stayed();
    expect(pid).not.toBe(window.pid);
    expect((await prompt('And without it?')).status).toBe(200);
    expect(upstream.requests().at(-1)?.headers['authorization']).toBe(`Bearer ${upstreamKey}`);
    if (process.platform === 'linux') {
      for (const name of ['cmdline', 'environ']) {
        expect(readFileSync(`/proc/${String(pid)}/${name}`, 'utf8')).not.toContain(upstreamKey);
      }
    }
    await expect.poll(() => isGone(pid)).toBe(true);
    expect(existsSync(join(dataFolder, 'proxy.json'))).toBe(false);
    for (const name of readdirSync(dataFolder, { recursive: true, encoding: 'utf8' })) {
      const file = join(dataFolder, name);
      if (name.includes('.')) expect(readFileSync(file).includes(upstreamKey)).toBe(false);
    }
  });

  it('stays when the editor is killed, and goes with the window that comes next when nothing is to stay', async () => {
    const { open, stayed } = await editor(5);
    const window = await open();
    await window.becomes('serving');
    expect(await window.orphan()).toBe(0);
    const { pid } = await stayed();
    const next = await open({ keepRunning: { kind: 'no' } });
    expect((await next.becomes('serving')).identity.pid).toBe(next.pid);
    await expect.poll(() => isGone(pid)).toBe(true);
  });

  it('is followed by a window of its version, with that window’s keys, and replaced by a newer one', async () => {
    const { open, stayed, prompt } = await editor(5);
    const window = await open({ keys: {} });
    await window.becomes('serving');
    await window.close();
    const { pid } = await stayed();
    const same = await open();
    expect(await same.becomes('following')).toMatchObject({ identity: { pid, door: 'detached' } });
    await prompt('Whose key is it?');
    expect(upstream.requests().at(-1)?.headers['authorization']).toBe(`Bearer ${upstreamKey}`);
    const newer = await open({ version: '1.0.1' });
    expect(await newer.becomes('serving')).toMatchObject({ identity: { pid: newer.pid, version: '1.0.1' } });
    await expect.poll(() => isGone(pid)).toBe(true);
    await expect.poll(() => same.link()).toMatchObject({ kind: 'following', identity: { pid: newer.pid } });
  });

  it('goes when a window comes that uses another port', async () => {
    const { open, stayed } = await editor(5);
    const window = await open();
    await window.becomes('serving');
    await window.close();
    const { pid } = await stayed();
    const port = await freePort();
    const next = await open({ settings: { port } });
    expect((await next.becomes('serving')).url).toBe(`http://127.0.0.1:${String(port)}`);
    await expect.poll(() => isGone(pid)).toBe(true);
  });

  it('stays when all windows close at the same moment', async () => {
    const { open, stayed } = await editor(5);
    const windows = await Promise.all([open(), open()]);
    await expect.poll(() => windows.map(window => window.link()?.kind).toSorted()).toEqual(['following', 'serving']);
    expect(await Promise.all(windows.map(window => window.close()))).toEqual([0, 0]);
    expect((await stayed()).windows).toBe(0);
  });

  it('needs no process of its own while another window is there to take over', async () => {
    const { open } = await editor(5);
    const first = await open();
    await first.becomes('serving');
    const second = await open();
    await second.becomes('following');
    await first.close();
    expect((await second.becomes('serving')).identity).toMatchObject({ pid: second.pid, door: 'window' });
    expect(await second.request('tuppence/keep-running', { kind: 'no' })).toBe(null);
    expect(await second.close()).toBe(0);
  });
});
