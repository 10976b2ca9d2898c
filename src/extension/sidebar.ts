import { window } from 'vscode';
import { hostDashboard } from './dashboard-host.js';
import type { Desk } from './desk.js';
import type { Disposable } from './disposable.js';

/** The dashboard in the sidebar. A hidden view is thrown away and drawn anew when it is shown again. */
export function showSidebar(desk: Desk): Disposable {
  return window.registerWebviewViewProvider('tuppence.dashboard', {
    resolveWebviewView: view => {
      const host = hostDashboard(view.webview, desk);
      view.onDidDispose(() => host.dispose());
    },
  });
}
