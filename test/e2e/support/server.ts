import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startChrome } from '../../support/chrome.js';
import type { Editor, EditorOptions } from './editor.js';
import { editorFolder, editorNode, resultsDir } from './places.js';
import type { Profile } from './profile.js';
import { finished } from './program.js';

/** The editor as a server, with a headless browser for its windows. */
export async function startServer(profile: Profile, options: EditorOptions): Promise<Editor> {
  const { at, env } = profile;
  writeFileSync(at('cs.yaml'), 'cert: false\n');
  const entry = join(editorFolder, 'out', 'node', 'entry.js');
  const folders = ['--user-data-dir', profile.userData, '--extensions-dir', profile.extensions];
  const common = [entry, '--config', at('cs.yaml'), ...folders];
  for (const file of options.extensions) {
    await finished(spawn(editorNode, [...common, '--install-extension', file, '--force'], { env }));
  }
  const address = `127.0.0.1:${String(profile.editorPort)}`;
  const quiet = ['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'];
  const flags = ['--auth', 'none', '--disable-workspace-trust', ...quiet, '--bind-addr', address];
  const server = spawn(editorNode, [...common, ...flags, profile.workspace], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const log = createWriteStream(join(resultsDir, `${options.name}-editor.log`));
  server.stdout.pipe(log, { end: false });
  server.stderr.pipe(log, { end: false });
  await healthy(`http://${address}`);
  const browser = await startChrome();
  return {
    ...profile,
    async openPage() {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      await page.goto(`http://${address}/?folder=${encodeURIComponent(profile.workspace)}`, {
        waitUntil: 'domcontentloaded',
      });
      return { page, close: () => context.close() };
    },
    async stop() {
      await browser.close();
      await end(server);
      profile.remove();
    },
  };
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
