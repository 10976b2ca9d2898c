import type { ExtensionContext } from 'vscode';

/** The editor starts here. */
export function activate(_context: ExtensionContext): void {
  // The parts are joined here as they come.
}
