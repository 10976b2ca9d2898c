import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
  dataDir = makeTempDir('export');
});
afterAll(async () => {
  removeDir(dataDir);
  await upstream.close();
});

function tuppence(...args: string[]) {
  return spawnSync(process.execPath, [cli, ...args, '--data-dir', dataDir], { encoding: 'utf8', timeout: 15_000 });
}

describe('an export', () => {
  it('is the same table over HTTP and on the command line, with and without a running proxy', async () => {
    const proxy = await startProxy({ upstream: upstream.url, dataDir });
    const headers = { authorization: `Bearer ${proxy.token}` };
    // More than a page.
    await Promise.all(
      Array.from({ length: 260 }, (_unused, n) =>
        send(`${proxy.url}/v1/chat/completions`, {
          headers: { ...headers, 'x-tuppence-feature': '=cmd()' },
          body: chatBody(`What is ${String(n)}?`),
        }),
      ),
    );
    const got = await send(`${proxy.url}/api/export.csv?since=1d`, { headers });
    expect(got.status).toBe(200);
    expect(got.headers['content-type']).toContain('text/csv');
    expect(got.headers['content-disposition']).toMatch(/^attachment; filename="tuppence-\d{4}-\d{2}-\d{2}\.csv"$/);
    const lines = got.text.split('\r\n');
    expect(lines).toHaveLength(262);
    expect(lines[0]).toMatch(/^time,id,client/);
    expect(lines.slice(1, -1).every(line => line.includes(",'=cmd(),"))).toBe(true);
    expect(new Set(lines.slice(1, -1).map(line => line.split(',')[1])).size).toBe(260);
    expect((await send(`${proxy.url}/api/export.csv?since=ever`, { headers })).status).toBe(400);

    expect(tuppence('export', '--since', '1d').stdout).toBe(got.text);
    await proxy.stop();
    expect(tuppence('export').stdout).toBe(got.text);
    const file = join(dataDir, 'ledger.csv');
    writeFileSync(file, 'an older one');
    expect(tuppence('export', '--out', file).stdout).toBe(`Written to ${file}.\n`);
    expect(readFileSync(file, 'utf8')).toBe(got.text);
    expect(existsSync(`${file}.part`)).toBe(false);
  });

  it('says in one sentence what is wrong', () => {
    const nowhere = join(dataDir, 'no', 'such', 'folder', 'x.csv');
    expect(tuppence('export', '--out', nowhere)).toMatchObject({ status: 1 });
    expect(tuppence('export', '--out', nowhere).stderr).toContain(`${nowhere} was not written`);
    expect(tuppence('export', '--since', 'ever').stderr).toContain("'ever' is no span");
  });
});
