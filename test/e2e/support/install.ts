import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { chromeFile } from '../../support/chrome.js';
import { onDesktop } from './editor.js';
import {
  askerVsix,
  cacheDir,
  editorFolder,
  editorNode,
  editorNodeVersion,
  editorVersion,
  repository,
  resultsDir,
  vsix,
} from './places.js';

/** Something the end-to-end tests need cannot be had; the sentence says what to do. */
export class InstallError extends Error {
  override readonly name = 'InstallError';
}

/** Installs the editor where it is not there yet, and packs the extension as it is now. */
export async function setup(): Promise<void> {
  if (!onDesktop) chromeFile();
  rmSync(resultsDir, { recursive: true, force: true });
  mkdirSync(resultsDir, { recursive: true });
  if (!onDesktop) await installEditor();
  if (process.env['QUICK'] === undefined)
    await run(process.execPath, ['scripts/package.mjs', '--out', vsix], repository);
  const vsce = join(repository, 'node_modules', '@vscode', 'vsce', 'vsce');
  const asker = join(repository, 'test', 'e2e', 'asker');
  await run(process.execPath, [vsce, 'package', '--no-dependencies', '--out', askerVsix], asker);
}

/** What the editor's own install script would do, less the native parts that need a compiler and are not used here. */
async function installEditor(): Promise<void> {
  const marker = join(cacheDir, 'editor.txt');
  const wanted = `${editorVersion} on ${editorNodeVersion}`;
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  const nodeFolder = join(cacheDir, 'node');
  const serverFolder = join(cacheDir, 'code-server');
  for (const folder of [nodeFolder, serverFolder]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  }
  await npm(nodeFolder, `node-${process.platform}-${process.arch}@${editorNodeVersion}`);
  await npm(serverFolder, `code-server@${editorVersion}`);
  const inner = join(editorFolder, 'lib', 'vscode');
  await npm(inner, '--omit=dev');
  await npm(join(inner, 'extensions'), '--omit=dev');
  link('code-linux.sh', join(inner, 'bin', 'remote-cli', 'code-server'));
  link('browser-linux.sh', join(inner, 'bin', 'helpers', 'browser.sh'));
  writeFileSync(marker, wanted);
}

function link(to: string, at: string): void {
  rmSync(at, { force: true });
  symlinkSync(to, at);
}

async function npm(folder: string, ...wants: readonly string[]): Promise<void> {
  const flags = ['--ignore-scripts', '--engine-strict=false', '--no-audit', '--no-fund', '--no-package-lock'];
  await run('npm', ['install', '--loglevel=error', ...flags, ...wants], folder);
}

async function run(program: string, args: readonly string[], cwd: string): Promise<void> {
  const path = existsSync(editorNode)
    ? [dirname(editorNode), process.env['PATH']].join(delimiter)
    : process.env['PATH'];
  const env = { ...process.env, ...(program === 'npm' ? { PATH: path } : {}) };
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new InstallError(`'${program} ${args.join(' ')}' failed: ${said.trim().slice(-3_000)}`);
}
