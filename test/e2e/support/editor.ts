import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { editorFolder, editorNode, resultsDir } from './places.js';

/** A running editor with folders of its own. */
export interface Editor {
  /** The address of a window on the workspace. */
  readonly url: string;
  readonly workspace: string;
  readonly home: string;
  /** Where Tuppence keeps its ledger, cache and token. */
  readonly dataFolder: string;
  /** Tuppence's port in this run. */
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface EditorOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Files below the user's data folder and below home, written before the start; `<port>` becomes Tuppence's port. */
  readonly userFiles?: Readonly<Record<string, string>>;
  readonly homeFiles?: Readonly<Record<string, string>>;
  readonly extensions: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly name: string;
}

const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'security.workspace.trust.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'window.commandCenter': true,
  'workbench.tips.enabled': false,
  'remote.autoForwardPorts': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.commandCenter.enabled': false,
};

/** Installs the extensions into a fresh profile and starts the editor on an empty workspace. */
export async function startEditor(options: EditorOptions): Promise<Editor> {
  const folder = mkdtempSync(join(tmpdir(), 'tuppence-e2e-'));
  const at = (name: string) => join(folder, name);
  for (const name of ['home', 'ws', 'ext', 'user-data/User', 'user-data/Machine'])
    mkdirSync(at(name), { recursive: true });
  writeFileSync(at('cs.yaml'), 'cert: false\n');
  writeFileSync(at('ws/notes.md'), '# Notes\n');
  const [editorPort, port] = await freePorts(2);
  const settings = { ...quietSettings, 'tuppence.port': port, ...options.settings };
  // In an editor whose extensions run on a server, settings of scope `machine` count from the server's own file only, and
  // all others from the user's.
  for (const owner of ['User', 'Machine']) {
    writeFileSync(at(`user-data/${owner}/settings.json`), JSON.stringify(settings, undefined, 2));
  }
  writeAll(at('user-data/User'), fillIn(options.userFiles, port));
  writeAll(at('home'), fillIn(options.homeFiles, port));
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: at('home'),
    XDG_DATA_HOME: at('home/data'),
    XDG_CONFIG_HOME: at('home/config'),
    ...options.env,
  };
  const entry = join(editorFolder, 'out', 'node', 'entry.js');
  const common = ['--config', at('cs.yaml'), '--user-data-dir', at('user-data'), '--extensions-dir', at('ext')];
  for (const file of options.extensions) {
    await finished(spawn(editorNode, [entry, ...common, '--install-extension', file, '--force'], { env }));
  }
  const flags = ['--auth', 'none', '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'];
  const server = spawn(
    editorNode,
    [
      entry,
      ...common,
      ...flags,
      '--disable-getting-started-override',
      '--bind-addr',
      `127.0.0.1:${editorPort}`,
      at('ws'),
    ],
    { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const log = createWriteStream(join(resultsDir, `${options.name}-editor.log`));
  server.stdout.pipe(log, { end: false });
  server.stderr.pipe(log, { end: false });
  const base = `http://127.0.0.1:${editorPort}`;
  await healthy(base);
  return {
    url: `${base}/?folder=${encodeURIComponent(at('ws'))}`,
    workspace: at('ws'),
    home: at('home'),
    dataFolder: at('home/data/tuppence'),
    port: port ?? 0,
    pid: server.pid ?? 0,
    async stop() {
      await end(server);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function writeAll(folder: string, files: Readonly<Record<string, string>> = {}): void {
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function fillIn(files: Readonly<Record<string, string>> = {}, port = 0): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, text.replaceAll('<port>', String(port))]),
  );
}

async function finished(child: ChildProcess): Promise<void> {
  let said = '';
  child.stdout?.on('data', (bytes: Buffer) => (said += bytes.toString()));
  child.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`The editor could not install an extension: ${said.slice(-2_000)}`);
}

async function healthy(base: string): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const up = await fetch(`${base}/healthz`).then(
      reply => reply.ok,
      () => false,
    );
    if (up) return;
    await sleep(50);
  }
  throw new Error(`The editor does not answer at ${base}.`);
}

/** The whole group, so that no extension host stays behind. */
async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const gone = once(server, 'close');
  server.kill('SIGTERM');
  const timer = setTimeout(() => killGroup(server.pid), 5_000);
  await gone;
  clearTimeout(timer);
  killGroup(server.pid);
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Ports nobody listens on now. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map(server => once(server, 'listening')));
  const ports = servers.map(server => (server.address() as { port: number }).port);
  await Promise.all(servers.map(server => new Promise(done => server.close(done))));
  return ports;
}

/** Whether anything lies there, for tests that wait for a file. */
export function lies(path: string): boolean {
  return existsSync(path);
}
