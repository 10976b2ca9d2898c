import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Explanation } from '../../src/protocol/api.js';
import { startProxy } from '../support/proxy.js';
import { chatBody, send } from '../support/send.js';
import { makeTempDir, removeDir } from '../support/temp-dir.js';
import { startUpstream } from '../support/upstream.js';
import type { Upstream } from '../support/upstream.js';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
let upstream: Upstream;
let dataDir: string;

beforeAll(async () => {
  upstream = await startUpstream();
  dataDir = makeTempDir('why');
});
afterAll(async () => {
  removeDir(dataDir);
  await upstream.close();
});

function tuppence(...args: string[]) {
  return spawnSync(process.execPath, [cli, ...args, '--data-dir', dataDir], { encoding: 'utf8', timeout: 15_000 });
}

describe('why', () => {
  it('is told over HTTP and on the command line, with and without a running proxy', async () => {
    expect(tuppence('why')).toMatchObject({ status: 1, stderr: 'No request is in the ledger yet.\n' });
    const proxy = await startProxy({ upstream: upstream.url, dataDir });
    const headers = { authorization: `Bearer ${proxy.token}` };
    const ask = () => send(`${proxy.url}/v1/chat/completions`, { headers, body: chatBody('What is a mutex?') });
    const get = async (path: string) => {
      const got = await send(`${proxy.url}/api${path}`, { headers });
      return { status: got.status, value: JSON.parse(got.text) as Explanation };
    };
    const first = String((await ask()).headers['x-tuppence-request-id']);
    await expect.poll(async () => (await ask()).headers['x-tuppence-cache']).toBe('hit-exact');

    const told = (await get(`/requests/${first}/why`)).value;
    expect(told.request).toMatchObject({
      id: first,
      cache: 'miss',
      why: 'Went where it was sent: no models are mapped to tiers yet.',
    });
    expect(told.because).toContain('Not from the cache: nobody asked this before.');
    expect(told.receipt.map(({ label }) => label)).toEqual(['Input', 'Output', 'Cost', 'Without Tuppence', 'Saved']);
    expect((await get('/requests/last/why')).value.request.cache).toBe('hit-exact');
    expect((await get('/requests/nobody/why')).status).toBe(404);

    const running = tuppence('why', first);
    expect(running.stdout).toContain(`Request ${first}`);
    expect(running.stdout).toContain('Not from the cache: nobody asked this before.');
    expect(running.stdout).toMatch(/Input +\d+ tokens +at \$2 per million +\$0\.\d+/);
    await proxy.stop();
    expect(tuppence('why', first).stdout).toBe(running.stdout);
    expect((JSON.parse(tuppence('why', '--json').stdout) as Explanation).because[0]).toBe(
      'It was answered from the cache.',
    );
    expect(tuppence('why', 'nobody').stderr).toBe("No request 'nobody' is in the ledger.\n");
    expect(tuppence('why', 'no such id!').stderr).toContain('x-tuppence-request-id');
  });
});
