import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { ProxyClient } from './proxy-client.js';
import type { KeyStore } from './secrets.js';

/** What a command or a view may reach. Made once per window. */
export interface Desk {
  readonly proxy: ProxyClient;
  readonly keys: KeyStore;
  readonly log: LogOutputChannel;
  readonly context: ExtensionContext;
}

/** One entry of the command palette. Its title, category and id are in the manifest as well. */
export interface Command {
  readonly id: `tuppence.${string}`;
  /**
   * `argument` comes from links and menus. What it rejects with is told to the user, so a command only says what went
   * well.
   */
  run(desk: Desk, argument?: unknown): Promise<void>;
}
