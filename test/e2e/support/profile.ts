import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { EditorOptions } from './editor.js';

/** Fresh folders for one editor: its user, its home, its workspace, its extensions. */
export interface Profile {
  readonly workspace: string;
  readonly home: string;
  readonly dataFolder: string;
  readonly userData: string;
  readonly extensions: string;
  /** Tuppence's port in this run, and one for the editor. */
  readonly port: number;
  readonly editorPort: number;
  /** Nothing of the developer's own. */
  readonly env: Readonly<Record<string, string>>;
  at(name: string): string;
  remove(): void;
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

export async function makeProfile(options: EditorOptions): Promise<Profile> {
  const folder = mkdtempSync(join(tmpdir(), 'tuppence-e2e-'));
  const at = (name: string) => join(folder, name);
  for (const name of ['home', 'ws', 'ext', 'user-data/User', 'user-data/Machine']) {
    mkdirSync(at(name), { recursive: true });
  }
  writeFileSync(at('ws/notes.md'), '# Notes\n');
  const [editorPort = 0, port = 0] = await freePorts(2);
  const dataFolder = at('home/data/tuppence');
  const settings = {
    ...quietSettings,
    'tuppence.port': port,
    'tuppence.dataFolder': dataFolder,
    ...options.settings,
  };
  // In an editor whose extensions run on a server, settings of scope `machine` count from the server's own file only, and
  // all others from the user's.
  for (const owner of ['User', 'Machine']) {
    writeFileSync(at(`user-data/${owner}/settings.json`), JSON.stringify(settings, undefined, 2));
  }
  writeAll(at('user-data/User'), fillIn(options.userFiles, port));
  writeAll(at('home'), fillIn(options.homeFiles, port));
  return {
    workspace: at('ws'),
    home: at('home'),
    dataFolder,
    userData: at('user-data'),
    extensions: at('ext'),
    port,
    editorPort,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: at('home'),
      XDG_DATA_HOME: at('home/data'),
      XDG_CONFIG_HOME: at('home/config'),
      ...options.env,
    },
    at,
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
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

/** Ports nobody listens on now. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map(server => once(server, 'listening')));
  const ports = servers.map(server => (server.address() as { port: number }).port);
  await Promise.all(servers.map(server => new Promise(done => server.close(done))));
  return ports;
}
