import { Uri, ViewColumn, window } from 'vscode';
import type { WebviewPanel } from 'vscode';
import { hostDashboard } from './dashboard-host.js';
import type { Desk } from './desk.js';
import type { Disposable } from './disposable.js';

const viewType = 'tuppence.dashboardTab';
let open: WebviewPanel | undefined;

/** The dashboard in a tab of its own, at most one per window. */
export function openDashboardTab(desk: Desk): void {
  if (open === undefined) fill(window.createWebviewPanel(viewType, 'Tuppence', ViewColumn.Active), desk);
  else open.reveal();
}

/** A tab that was open when the window closed comes back with it. */
export function restoreDashboardTab(desk: Desk): Disposable {
  return window.registerWebviewPanelSerializer(viewType, {
    deserializeWebviewPanel: panel => {
      fill(panel, desk);
      return Promise.resolve();
    },
  });
}

function fill(panel: WebviewPanel, desk: Desk): void {
  open = panel;
  panel.iconPath = Uri.joinPath(desk.context.extensionUri, 'dist', 'media', 'dashboard-icon.svg');
  const host = hostDashboard(panel.webview, desk);
  panel.onDidDispose(() => {
    host.dispose();
    if (open === panel) open = undefined;
  });
}
