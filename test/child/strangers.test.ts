import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startProxy } from '../support/proxy.js';
import { tempDirForTest } from '../support/temp-dir.js';
import { openWindow } from './editor.js';

describe('a window that finds its port taken', () => {
  it('says by whom, offers a free port, shows the token to nobody, and takes the port when it comes free', async () => {
    const heard: string[] = [];
    const server = createServer((request, response) => {
      heard.push(`${request.url ?? ''} ${JSON.stringify(request.headers)}`);
      response.setHeader('server', 'Apricot/2.1').end('hello');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const dataFolder = tempDirForTest('taken');
    const window = await openWindow({ dataFolder, settings: { port } });
    const taken = await window.becomes('port-taken');
    expect(taken).toMatchObject({ port, who: 'Apricot/2.1' });
    expect(taken.nextPort).not.toBe(port);
    await expect(window.request('tuppence/address', null)).rejects.toThrow('Apricot/2.1');
    await expect(window.api('GET', '/snapshot')).rejects.toThrow(`Port ${String(port)} is taken`);
    // Settings and keys do not need a proxy.
    expect((await window.api('GET', '/settings')).value).toMatchObject({ port });

    server.closeAllConnections();
    server.close();
    await window.becomes('serving');
    const { token } = await window.request('tuppence/address', null);
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.join('\n')).not.toContain(token);
    expect(window.links.map(({ kind }) => kind)).toEqual(['starting', 'port-taken', 'serving']);
  });

  it('knows another Tuppence, and moves at once to the port that is offered', async () => {
    const other = await startProxy({ upstream: 'http://127.0.0.1:9' });
    onTestFinished(async () => {
      await other.stop();
    });
    const window = await openWindow({ dataFolder: tempDirForTest('taken'), settings: { port: other.port } });
    const { who, nextPort } = await window.becomes('port-taken');
    expect(who).toBe('another Tuppence (other user or data folder)');
    expect((await window.api('PATCH', '/settings', { port: nextPort })).status).toBe(200);
    const state = await window.request('tuppence/retry', null);
    expect(state).toMatchObject({ kind: 'serving', url: `http://127.0.0.1:${String(nextPort)}` });
  });

  it('takes all its windows along when the port is changed', async () => {
    const dataFolder = tempDirForTest('moved');
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    server.close();
    const first = await openWindow({ dataFolder, settings: { port } });
    await first.becomes('serving');
    const second = await openWindow({ dataFolder, settings: { port } });
    await second.becomes('following');
    const url = `http://127.0.0.1:${String(port + 1)}`;
    expect((await second.api('PATCH', '/settings', { port: port + 1 })).status).toBe(200);
    await Promise.all([first.request('tuppence/retry', null), second.request('tuppence/retry', null)]);
    for (const window of [first, second]) await expect.poll(() => window.link()).toMatchObject({ url });
    expect([first.link()?.kind, second.link()?.kind].toSorted()).toEqual(['following', 'serving']);
  });
});
