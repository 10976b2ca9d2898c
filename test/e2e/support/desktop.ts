import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { _electron } from 'playwright-core';
import type { Editor, EditorOptions } from './editor.js';
import type { Profile } from './profile.js';
import { finished } from './program.js';

/** What is used of `@vscode/test-electron`, which public CI installs for this alone. */
interface TestElectron {
  downloadAndUnzipVSCode(version: string): Promise<string>;
  resolveCliArgsFromVSCodeExecutablePath(program: string): readonly [string, ...string[]];
}

/** The editor as users have it on a desktop, driven through Electron. One window at a time: it shares its profile. */
export async function startDesktop(profile: Profile, options: EditorOptions): Promise<Editor> {
  const name: string = '@vscode/test-electron';
  const electron = (await import(name)) as TestElectron;
  const program = await electron.downloadAndUnzipVSCode('stable');
  const [cli] = electron.resolveCliArgsFromVSCodeExecutablePath(program);
  const folders = ['--user-data-dir', profile.userData, '--extensions-dir', profile.extensions];
  // Electron needs more of the surroundings than a server does; home and data are the profile's all the same.
  const env = { ...(process.env as Record<string, string>), ...profile.env };
  for (const file of options.extensions) {
    const install = [...folders, '--install-extension', file, '--force'];
    await finished(spawn(cli, install, { env, shell: process.platform === 'win32' }));
  }
  const quiet = ['--disable-telemetry', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'];
  const args = ['--no-sandbox', '--disable-gpu-sandbox', '--disable-updates', ...quiet, ...folders, profile.workspace];
  return {
    ...profile,
    async openPage() {
      const app = await _electron.launch({ executablePath: program, args, env });
      const page = await app.firstWindow();
      return {
        page,
        close: async () => {
          const gone = once(app.process(), 'exit');
          await app.close();
          await gone;
        },
      };
    },
    stop: () => {
      profile.remove();
      return Promise.resolve();
    },
  };
}
