import type { Command } from '../desk.js';
import { clearCacheCommand } from './clear-cache.js';
import { connectCommand } from './connect.js';
import { copyBaseUrlCommand } from './copy-base-url.js';
import { copyTokenCommand } from './copy-token.js';
import { deleteKeyCommand } from './delete-key.js';
import { disconnectCommand } from './disconnect.js';
import { downloadModelCommand } from './download-model.js';
import { exportCsvCommand } from './export-csv.js';
import { mapTiersCommand } from './map-tiers.js';
import { misroutesCommand } from './misroutes.js';
import { openDashboardInBrowserCommand } from './open-dashboard-in-browser.js';
import { openDashboardCommand, openSidebarCommand } from './open-dashboard.js';
import { pauseCommand } from './pause.js';
import { profileCommand } from './profile.js';
import { reconnectCommand } from './reconnect.js';
import { restartCommand } from './restart.js';
import { resumeCommand } from './resume.js';
import { setBudgetCommand } from './set-budget.js';
import { setKeyCommand } from './set-key.js';
import { setModeCommand } from './set-mode.js';
import { showLogCommand } from './show-log.js';
import { startCommand } from './start.js';
import { stopCommand } from './stop.js';
import { tuneRoutingCommand } from './tune-routing.js';
import { tuneSimilarityCommand } from './tune-similarity.js';
import { whatIfCommand } from './what-if.js';
import { whyCommand } from './why.js';

/** Every command of the palette. The manifest has the same, held by test/manifest.test.ts. */
export const allCommands: readonly Command[] = [
  openSidebarCommand,
  openDashboardCommand,
  openDashboardInBrowserCommand,
  connectCommand,
  disconnectCommand,
  reconnectCommand,
  setModeCommand,
  pauseCommand,
  resumeCommand,
  setKeyCommand,
  deleteKeyCommand,
  mapTiersCommand,
  setBudgetCommand,
  tuneSimilarityCommand,
  tuneRoutingCommand,
  whatIfCommand,
  whyCommand,
  misroutesCommand,
  profileCommand,
  clearCacheCommand,
  exportCsvCommand,
  downloadModelCommand,
  startCommand,
  restartCommand,
  stopCommand,
  showLogCommand,
  copyBaseUrlCommand,
  copyTokenCommand,
];
