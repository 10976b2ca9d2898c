import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { openLedger } from '../../src/proxy/record/ledger.js';
import { openSql } from '../../src/proxy/store/open.js';
import { tempDirForTest } from '../support/temp-dir.js';

const here = fileURLToPath(new URL('.', import.meta.url));

test('a process that is killed in the middle of its writes loses no row it acknowledged', async () => {
  const folder = tempDirForTest('kill');
  const writer = await bundleWriter(folder);
  const file = join(folder, 'ledger.db');
  const acknowledged: string[] = [];
  for (let round = 0; round < 4; round++) {
    acknowledged.push(...(await writeUntilKilled(writer, file, round * 1_000_000, 200 + round * 300)));
    // Whoever opens the ledger next takes over what the killed process had not yet given to the database.
    openLedger({ file, openSql, clock: { nowMs: () => Date.now(), tickMs: () => performance.now() } }).close();
    const { driver, recovered } = openSql(file);
    const kept = new Set(driver.all('SELECT id FROM requests').map(row => row['id']));
    expect(recovered).toBeUndefined();
    expect(driver.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
    expect(acknowledged.filter(id => !kept.has(id))).toEqual([]);
    driver.close();
  }
  expect(acknowledged.length).toBeGreaterThan(2_000);
});

async function bundleWriter(folder: string): Promise<string> {
  const outfile = join(folder, 'writer.mjs');
  await build({
    entryPoints: [join(here, 'kill-writer.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return outfile;
}

/** The ids that were told before the process died, which happens after `rows` of them. */
async function writeUntilKilled(writer: string, file: string, from: number, rows: number): Promise<readonly string[]> {
  // The bundle lies in a temporary folder and finds the native package by this path.
  const env = { ...process.env, NODE_PATH: join(here, '..', '..', 'node_modules') };
  const child = spawn(process.execPath, [writer, file, String(from)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
    if (told.split('\n').length > rows) child.kill('SIGKILL');
  });
  await new Promise(resolve => child.once('close', resolve));
  return told.split('\n').slice(0, -1);
}
