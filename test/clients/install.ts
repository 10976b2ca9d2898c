import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allClients, cacheDir, packageSets, type PackageSet } from './packages.js';

/** npm could not install a client. `reason` is what it said. */
export class InstallError extends Error {
  override readonly name = 'InstallError';
  constructor(
    readonly folder: string,
    readonly reason: string,
  ) {
    super(`${folder} cannot be installed: ${reason}`);
  }
}

/**
 * Installs every client that is not there yet; vitest calls it once before the tests. Install scripts never run: no
 * client here needs one to do its work.
 */
export async function setup(): Promise<void> {
  const waiting: PackageSet[] = packageSets.filter(set => (allClients || !('big' in set)) && !isThere(set));
  // npm waits for the network most of the time, so two at once fill two cores.
  await Promise.all([installAll(waiting), installAll(waiting)]);
}

async function installAll(waiting: PackageSet[]): Promise<void> {
  for (let set = waiting.pop(); set !== undefined; set = waiting.pop()) await install(set);
}

async function install(set: PackageSet): Promise<void> {
  const dir = join(cacheDir, set.folder);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  // Makes npm stay in this folder instead of walking up to Tuppence's own package.json.
  writeFileSync(join(dir, 'package.json'), '{"private":true}\n');
  const flags = ['--ignore-scripts', '--engine-strict=false', '--no-audit', '--no-fund', '--no-package-lock'];
  const npm = spawn('npm', ['install', '--loglevel=error', ...flags, ...set.wants], {
    cwd: dir,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  npm.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(npm, 'close')) as [number | null];
  if (code !== 0) throw new InstallError(set.folder, said.trim().slice(0, 2_000));
  writeFileSync(marker(set), set.wants.join('\n'));
}

function isThere(set: PackageSet): boolean {
  return existsSync(marker(set)) && readFileSync(marker(set), 'utf8') === set.wants.join('\n');
}

/** Written last, so that half an installation is not taken for a whole one. */
function marker(set: PackageSet): string {
  return join(cacheDir, set.folder, 'installed.txt');
}
