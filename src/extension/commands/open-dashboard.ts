import { commands } from 'vscode';
import { openDashboardTab } from '../dashboard-tab.js';
import type { Command } from '../desk.js';

/** In a tab, where there is room. */
export const openDashboardCommand: Command = {
  id: 'tuppence.openDashboard',
  run: async desk => {
    openDashboardTab(desk);
    await Promise.resolve();
  },
};

/** In the sidebar; the meter's click leads there. */
export const openSidebarCommand: Command = {
  id: 'tuppence.openSidebar',
  run: async () => {
    await commands.executeCommand('tuppence.dashboard.focus');
  },
};
