import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { request } from 'undici';
import type { Stats } from '../../protocol/stats.js';
import { readToken } from '../data-folder.js';
import { demoCommand } from '../demo/demo-command.js';
import type { CacheInfo } from '../rooms/cache.js';
import type { LedgerRow } from '../rooms/ledger-row.js';
import { clock } from '../clock.js';

/** Everything on, with tiers of one price family: what a user would switch on after having watched for a while. */
const demoSettings = {
  cache: { semantic: true },
  routing: { mode: 'on', tiers: { cheap: 'gpt-5-nano', standard: 'gpt-5-mini', strong: 'gpt-5' } },
} as const;

/** `tuppence demo`: a developer's day through a proxy in a process and a data folder of its own, which then go away. */
export async function demo(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } });
  return demoCommand({ json: values.json, start: startDemoProxy, out: process.stdout, err: process.stderr, clock });
}

async function startDemoProxy() {
  const folder = mkdtempSync(join(tmpdir(), 'tuppence-demo-'));
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(demoSettings));
  const child = spawn(
    process.execPath,
    [fileURLToPath(import.meta.url), 'serve', '--json', '--port', '0', '--data-dir', folder],
    {
      env: { PATH: process.env['PATH'], TUPPENCE_DEMO_PACE: 'instant' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ready = await readReady(child);
  const token = readToken(folder);
  const ask = async (path: string): Promise<unknown> => {
    const response = await request(`${ready.url}/api${path}`, { headers: { authorization: `Bearer ${token}` } });
    return response.body.json();
  };
  await modelLoaded(async () => ((await ask('/cache?limit=1')) as CacheInfo).semantic);
  return {
    url: ready.url,
    token,
    upstreamUrl: ready.demoUrl,
    stats: async () => (await ask('/stats?since=1d')) as Stats,
    rows: async () => ((await ask('/requests?limit=10000')) as { readonly requests: readonly LedgerRow[] }).requests,
    close: async () => {
      const left = new Promise(resolve => child.once('exit', resolve));
      child.kill('SIGTERM');
      await left;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A proxy serves before its model has loaded; the demo waits for it, so that every run shows the same. */
async function modelLoaded(state: () => Promise<CacheInfo['semantic']>): Promise<void> {
  for (let tries = 0; tries < 100 && (await state()) === 'loading'; tries++) await setTimeout(100);
}

async function readReady(child: ChildProcess): Promise<{ readonly url: string; readonly demoUrl: string }> {
  if (child.stdout === null) throw new TypeError('The child has no standard output.');
  const lines = createInterface({ input: child.stdout });
  const line = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    child.once('exit', code => reject(new Error(`The proxy ended with code ${String(code)} before it was ready.`)));
  });
  return JSON.parse(line) as { readonly url: string; readonly demoUrl: string };
}
