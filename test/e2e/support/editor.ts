import type { Page } from 'playwright-core';
import { startDesktop } from './desktop.js';
import { makeProfile } from './profile.js';
import { startServer } from './server.js';

/** An editor with folders of its own. */
export interface Editor {
  readonly workspace: string;
  readonly home: string;
  /** Where Tuppence keeps its ledger, cache and token. */
  readonly dataFolder: string;
  /** Tuppence's port in this run. */
  readonly port: number;
  /** A window on the workspace. */
  openPage(): Promise<OpenPage>;
  stop(): Promise<void>;
}

export interface OpenPage {
  readonly page: Page;
  close(): Promise<void>;
}

export interface EditorOptions {
  readonly name: string;
  readonly extensions: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Files below the user's data folder and below home, written before the start; `<port>` becomes Tuppence's port. */
  readonly userFiles?: Readonly<Record<string, string>>;
  readonly homeFiles?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** True in public CI, where a desktop editor can be downloaded. Everywhere else the editor runs as a server. */
export const onDesktop = process.env['TUPPENCE_E2E_EDITOR'] === 'desktop';

/** Installs the extensions into a fresh profile and starts the editor on an empty workspace. */
export async function startEditor(options: EditorOptions): Promise<Editor> {
  const profile = await makeProfile(options);
  return onDesktop ? startDesktop(profile, options) : startServer(profile, options);
}
