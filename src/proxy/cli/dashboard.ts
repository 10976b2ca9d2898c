import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readRunning, readToken } from '../data-folder.js';
import { askRunning } from './ask.js';
import { dataFolderOf } from './data-dir.js';
import { UsageError } from './failure.js';

/**
 * `tuppence dashboard`: prints the address of the live page, with the token behind the `#`, which a browser keeps to
 * itself. `--open` opens it.
 */
export async function dashboardCommand(args: readonly string[]): Promise<number> {
  const { folder, values } = dataFolderOf(args, { open: { type: 'boolean', default: false } });
  const port = (await askRunning(folder, 'GET', '/settings')) === undefined ? undefined : readRunning(folder)?.port;
  if (port === undefined) {
    throw new UsageError("No proxy runs for this data folder: start one with 'tuppence serve', then ask again.");
  }
  const address = `http://127.0.0.1:${port}/dashboard#token=${encodeURIComponent(readToken(folder))}`;
  process.stdout.write(`${address}\n`);
  if (values['open'] !== true || (await opens(writeDoor(folder, address)))) return 0;
  process.stderr.write('No browser could be started: open the address above.\n');
  return 1;
}

/**
 * Other users of this machine can read the arguments of a process, so the browser is not given the address but a file
 * that leads there, which is readable by its owner only, like the token beside it.
 */
function writeDoor(folder: string, address: string): string {
  const file = join(folder, 'dashboard.html');
  rmSync(file, { force: true });
  writeFileSync(file, `<!doctype html><meta http-equiv="refresh" content="0; url=${address}">\n`, {
    mode: 0o600,
    flag: 'wx',
  });
  return file;
}

/** Whether the platform's opener took the file. One that goes on running has become the browser itself. */
function opens(file: string): Promise<boolean> {
  const [command = 'xdg-open', ...args] = openers[process.platform] ?? [];
  return new Promise(resolve => {
    const opener = spawn(command, [...args, pathToFileURL(file).href], { stdio: 'ignore', detached: true });
    opener.unref();
    const stays = setTimeout(() => resolve(true), openerMs);
    const ended = (took: boolean) => {
      clearTimeout(stays);
      resolve(took);
    };
    opener.on('error', () => ended(false));
    opener.on('exit', code => ended(code === 0));
  });
}

const openerMs = 2_000;
const openers: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};
