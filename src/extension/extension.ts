import { join } from 'node:path';
import { window } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { readChildStart } from './child-start.js';
import { allCommands } from './commands/all.js';
import { restoreDashboardTab } from './dashboard-tab.js';
import { serveChanges } from './connect/review.js';
import type { Desk } from './desk.js';
import { followKeys } from './follow-keys.js';
import { currentSettings, followSettings } from './follow-settings.js';
import { provideModels } from './language-model/provider.js';
import { showNotices } from './notices.js';
import { makeProxyClient } from './proxy-client.js';
import type { ProxyClient } from './proxy-client.js';
import { serveProfile } from './profile-document.js';
import { serveReceipts } from './receipt-document.js';
import { registerCommands } from './register-commands.js';
import { makeKeyStore } from './secrets.js';
import { showSidebar } from './sidebar.js';
import { showMeter } from './status-bar.js';
import { serveWhatIf } from './what-if-document.js';

let running: ProxyClient | undefined;

/** The editor starts here. The proxy comes up by itself; nothing waits for it. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('Tuppence', { log: true });
  const keys = makeKeyStore(context.secrets, log);
  const proxy = makeProxyClient({
    module: join(context.extensionPath, 'dist', 'child.js'),
    log,
    childStart: () => readChildStart(context, keys),
  });
  const desk: Desk = { proxy, keys, log, context };
  running = proxy;
  context.subscriptions.push(
    log,
    proxy,
    ...showMeter(proxy),
    ...followSettings(proxy, context.globalState, log),
    followKeys(proxy, keys, log),
    ...showNotices(desk),
    showSidebar(desk),
    restoreDashboardTab(desk),
    serveReceipts(desk),
    serveProfile(desk),
    serveWhatIf(desk),
    serveChanges(),
    ...provideModels(desk),
    ...registerCommands(allCommands, desk),
  );
  if (currentSettings().window.autoStart) void proxy.start();
}

/** The editor waits for this: the proxy has a moment to put down what it holds. */
export async function deactivate(): Promise<void> {
  await running?.stop();
}
