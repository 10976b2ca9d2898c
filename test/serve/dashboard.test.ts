import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sharedHouse } from '../support/house.js';
import { send } from '../support/send.js';
import { tempDirForTest } from '../support/temp-dir.js';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const house = sharedHouse();

function run(env: Readonly<Record<string, string>>, dataDir: string, ...args: string[]) {
  return spawnSync(process.execPath, [cli, 'dashboard', ...args, '--data-dir', dataDir], {
    encoding: 'utf8',
    timeout: 15_000,
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
}

describe('the dashboard in a browser', () => {
  it.each([
    ['/dashboard', 'text/html', 'src="/dashboard/dashboard.js"'],
    ['/dashboard/', 'text/html', 'href="/dashboard/dashboard.css"'],
    ['/dashboard/dashboard.js', 'text/javascript', 'ready'],
    ['/dashboard/dashboard.css', 'text/css', '.uplot'],
    ['/dashboard/icon.svg', 'image/svg+xml', '<svg'],
  ])('gives %s without a token, as %s', async (path, type, holds) => {
    const got = await send(`${house.proxy.url}${path}`);
    expect(got.status).toBe(200);
    expect(got.headers['content-type']).toContain(type);
    expect(got.text).toContain(holds);
    expect(got.text).not.toContain(house.proxy.token);
  });

  it('guards every file: no foreign script, no frame, no guessing of types, no keeping', async () => {
    for (const path of ['/dashboard', '/dashboard/dashboard.js', '/dashboard/dashboard.css']) {
      const { headers } = await send(`${house.proxy.url}${path}`);
      expect(headers['content-security-policy']).toContain("script-src 'self'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });

  it('holds no inline script and no inline style', () => {
    const html = readFileSync(new URL('../../dist/media/dashboard.html', import.meta.url), 'utf8');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
  });

  it.each(['/dashboard/../token', '/dashboard/%2e%2e/cli.js', '/dashboard/cli.js', '/dashboard/token', '/dashboards'])(
    'gives nothing else away: %s needs the token',
    async path => expect((await send(`${house.proxy.url}${path}`)).status).toBe(401),
  );

  it('is refused to other hosts and other pages', async () => {
    const host = await send(`${house.proxy.url}/dashboard`, { headers: { host: 'evil.example' } });
    const origin = await send(`${house.proxy.url}/dashboard`, { headers: { origin: 'https://evil.example' } });
    expect([host.status, origin.status]).toEqual([403, 403]);
  });

  it('takes reading only', async () => {
    const posted = await send(`${house.proxy.url}/dashboard`, { method: 'POST', body: 'x' });
    const asked = await send(`${house.proxy.url}/dashboard`, { method: 'HEAD' });
    expect([posted.status, asked.status, asked.text]).toEqual([405, 200, '']);
  });

  it('may change settings with the token from its own origin, and from no other', async () => {
    const change = (origin: string) =>
      send(`${house.proxy.url}/api/settings`, {
        method: 'PATCH',
        headers: { ...house.proxy.auth, origin },
        body: { routing: { mode: 'observe' } },
      });
    expect((await change(house.proxy.url)).status).toBe(200);
    expect((await change(`http://localhost:${house.proxy.port}`)).status).toBe(403);
    expect((await change('http://127.0.0.1:1')).status).toBe(403);
    const bare = await send(`${house.proxy.url}/api/settings`, { headers: { origin: house.proxy.url } });
    expect(bare.status).toBe(401);
  });
});

describe('tuppence dashboard', () => {
  it('prints the address with the token behind the #, where no server sees it', () => {
    const { status, stdout } = run({}, house.proxy.dataDir);
    expect(status).toBe(0);
    expect(stdout).toBe(`${house.proxy.url}/dashboard#token=${house.proxy.token}\n`);
  });

  it('says what to do when no proxy runs', () => {
    const { status, stderr } = run({}, tempDirForTest('idle'));
    expect(status).toBe(1);
    expect(stderr).toContain("'tuppence serve'");
  });

  it.skipIf(process.platform !== 'linux')(
    'opens a private file that leads there, not an address for all to see',
    () => {
      const bin = join(tempDirForTest('bin'), 'bin');
      const seen = join(bin, 'seen');
      mkdirSync(bin);
      writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\nprintf '%s' "$*" > '${seen}'\n`);
      chmodSync(join(bin, 'xdg-open'), 0o755);
      const { status } = run({ PATH: `${bin}:${process.env['PATH'] ?? ''}` }, house.proxy.dataDir, '--open');
      const door = join(house.proxy.dataDir, 'dashboard.html');
      expect(status).toBe(0);
      expect(readFileSync(seen, 'utf8')).toBe(pathToFileURL(door).href);
      expect(readFileSync(door, 'utf8')).toContain(`url=${house.proxy.url}/dashboard#token=${house.proxy.token}`);
      expect(statSync(door).mode & 0o777).toBe(0o600);
    },
  );

  it.skipIf(process.platform !== 'linux')('says so when no browser can be started', () => {
    const { status, stdout, stderr } = run({ PATH: tempDirForTest('empty') }, house.proxy.dataDir, '--open');
    expect(status).toBe(1);
    expect(stdout).toContain('/dashboard#token=');
    expect(stderr).toContain('open the address above');
  });
});
