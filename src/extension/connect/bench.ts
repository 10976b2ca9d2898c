import * as fs from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { env, extensions, UIKind } from 'vscode';
import type { Workbench } from '../../connect/plan.js';
import { usualDataFolder } from '../../protocol/data-folder.js';
import type { Desk } from '../desk.js';
import { currentSettings } from '../follow-settings.js';
import { isUp } from '../link.js';

/** This machine and its files, as connecting sees them. */
export function benchOf(desk: Desk): Workbench {
  const { platform } = process;
  return {
    fs,
    place: {
      platform,
      home: homedir(),
      env: process.env,
      editorFolder: editorFolder(desk),
      dataFolder: dataFolder(desk),
    },
  };
}

/** The one that the proxy uses, so that receipts lie where every window and the command line look for them. */
function dataFolder({ proxy }: Desk): string {
  const link = proxy.link();
  if (isUp(link)) return link.identity.dataFolder;
  const { dataFolder: chosen } = currentSettings().window;
  return chosen === '' ? usualDataFolder({ platform: process.platform, home: homedir(), env: process.env }) : chosen;
}

/** Behind a desktop window that works on another machine, the editor's own files lie where the window is. */
function editorFolder({ context }: Desk): string | undefined {
  if (env.remoteName !== undefined && env.uiKind === UIKind.Desktop) return undefined;
  return dirname(dirname(context.globalStorageUri.fsPath));
}

export function isInstalled(extension: string): boolean {
  return extensions.all.some(({ id }) => id.toLowerCase() === extension);
}
