import { commands, window, workspace } from 'vscode';
import type { LogOutputChannel, Memento } from 'vscode';
import type { KeepRunning } from '../protocol/control.js';
import type { Disposable } from './disposable.js';
import { isUp } from './link.js';
import { withoutLinks } from './markdown.js';
import type { ProxyClient } from './proxy-client.js';
import { RefusedError } from './proxy-errors.js';
import { settingsPatch } from './settings-patch.js';
import { readSettings } from './settings.js';
import type { ReadSettings, SettingProblem, SettingsTree } from './settings.js';

/** Reads the editor's settings now. */
export function currentSettings(): ReadSettings {
  const configuration = workspace.getConfiguration('tuppence');
  return readSettings(key => configuration.inspect(key));
}

/** What the proxy was told the last time, in any session; without it a setting that was cleared since would stay. */
export function lastTold(memory: Memento): SettingsTree {
  return memory.get<SettingsTree>(memoryKey, {});
}
const memoryKey = 'tuppence.settingsTold';

export function keepRunningWish({ window: { keepRunning } }: ReadSettings): KeepRunning {
  return keepRunning.enabled ? { kind: 'until-idle', idleMinutes: keepRunning.idleMinutes } : { kind: 'no' };
}

/** Keeps the proxy's settings as the user sets them in the editor. A proxy that starts gets them with its first message. */
export function followSettings(proxy: ProxyClient, memory: Memento, log: LogOutputChannel): readonly Disposable[] {
  const warn = makeWarner(log);
  let told = currentSettings();
  warn(told.problems);

  const follow = async (): Promise<void> => {
    const before = told;
    const now = currentSettings();
    told = now;
    warn(now.problems);
    if (!proxy.runs()) return;
    if (before.window.dataFolder !== now.window.dataFolder) return proxy.restart();
    if (JSON.stringify(keepRunningWish(before)) !== JSON.stringify(keepRunningWish(now))) {
      await proxy.keepRunning(keepRunningWish(now));
    }
    const patch = settingsPatch(before.proxy, now.proxy);
    if (patch === undefined) return;
    await proxy.api('PATCH /settings', { body: patch });
    await memory.update(memoryKey, now.proxy);
    if ('port' in patch) await proxy.retry();
  };
  return [
    workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('tuppence')) follow().catch((error: unknown) => tell(error, log));
    }),
    proxy.onLink(link => {
      if (isUp(link)) void memory.update(memoryKey, told.proxy);
    }),
  ];
}

/** Says each problem once, however often the settings change around it. */
function makeWarner(log: LogOutputChannel): (problems: readonly SettingProblem[]) => void {
  const said = new Set<string>();
  return problems => {
    for (const { key, message } of problems.filter(problem => !said.has(problem.message))) {
      said.add(message);
      log.warn(message);
      void offerSetting(message, key);
    }
  };
}

function tell(error: unknown, log: LogOutputChannel): void {
  log.error(String(error));
  const reason = error instanceof Error ? error.message : String(error);
  const refused = error instanceof RefusedError;
  void offerSetting(refused ? reason : `The proxy did not get the changed settings: ${reason}`, 'tuppence');
}

async function offerSetting(message: string, query: string): Promise<void> {
  const chosen = await window.showWarningMessage(withoutLinks(message), 'Open Settings');
  if (chosen !== undefined) await commands.executeCommand('workbench.action.openSettings', query);
}
