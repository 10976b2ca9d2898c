import { commands } from 'vscode';
import type { Command } from '../desk.js';

/** The sidebar; the meter's click leads there. */
export const openSidebarCommand: Command = {
  id: 'tuppence.openSidebar',
  run: async () => {
    await commands.executeCommand('tuppence.dashboard.focus');
  },
};
