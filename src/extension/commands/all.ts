import type { Command } from '../desk.js';
import { openSidebarCommand } from './open-dashboard.js';
import { restartCommand } from './restart.js';
import { showLogCommand } from './show-log.js';
import { startCommand } from './start.js';
import { stopCommand } from './stop.js';

/** Every command of the palette. The manifest has the same, held by test/manifest.test.ts. */
export const allCommands: readonly Command[] = [
  openSidebarCommand,
  startCommand,
  restartCommand,
  stopCommand,
  showLogCommand,
];
