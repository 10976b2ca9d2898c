import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiAnswer, ApiCall, ChildStart, KeepRunning } from '../../protocol/control.js';
import { BadSettingError } from '../../protocol/settings.js';
import type { Snapshot } from '../../protocol/snapshot.js';
import { openSettings } from '../settings-file.js';
import { adoptSettings, leavesOf } from './adopt-settings.js';

/** What this window knows, whoever serves: enough to take over, and to answer a little while nobody does. */
export interface EditorWindow {
  readonly version: string;
  readonly folder: string;
  keepRunning: KeepRunning;
  keys(): Readonly<Record<string, string>>;
  /**
   * Writes the editor's settings to the settings file, the first time that it can be read and when it has gone since.
   * Throws BadSettingError.
   */
  adopt(): void;
  /** Remembers what a call changed. */
  note(call: ApiCall): void;
  /** What can be answered without a proxy; undefined for all else. */
  answerAlone(call: ApiCall): ApiAnswer | undefined;
  /** A snapshot with this window's own troubles in it. */
  complete(snapshot: Snapshot): Snapshot;
}

export function openWindow(start: ChildStart, folder: string): EditorWindow {
  const keys = new Map(Object.entries(start.keys));
  const refused = new Map<string, string>();
  let adopted = false;

  const note = ({ method, path, body }: ApiCall) => {
    if (method === 'PUT' && path === '/keys') noteKey(keys, body);
    // What was refused at the start has been put right, or has a value now that can be used.
    if (method === 'PATCH' && path === '/settings') leavesOf(body).forEach(leaf => refused.delete(leaf.path.join('.')));
  };
  return {
    version: start.version,
    folder,
    keepRunning: start.keepRunning,
    keys: () => Object.fromEntries(keys),
    adopt() {
      if (adopted && existsSync(join(folder, 'settings.json'))) return;
      for (const [path, sentence] of adoptSettings(folder, start.settings)) refused.set(path, sentence);
      adopted = true;
    },
    note,
    answerAlone(call) {
      if (call.path === '/keys' && call.method === 'PUT') {
        note(call);
        return { status: 200, value: { providers: [...keys.keys()] } };
      }
      if (call.path !== '/settings' || (call.method !== 'GET' && call.method !== 'PATCH')) return undefined;
      const answer = settingsAlone(folder, call.method === 'PATCH' ? call.body : {});
      if (answer.status === 200) note(call);
      return answer;
    },
    complete: snapshot => {
      if (refused.size === 0) return snapshot;
      const troubles = [...new Set([...snapshot.proxy.troubles, ...refused.values()])];
      return { ...snapshot, proxy: { ...snapshot.proxy, troubles } };
    },
  };
}

function noteKey(keys: Map<string, string>, change: unknown): void {
  if (typeof change !== 'object' || change === null || !('provider' in change) || !('key' in change)) return;
  const { provider, key } = change;
  if (typeof provider !== 'string') return;
  if (typeof key === 'string') keys.set(provider, key);
  else if (key === null) keys.delete(provider);
}

function settingsAlone(folder: string, patch: unknown): ApiAnswer {
  try {
    const file = openSettings(folder);
    try {
      return { status: 200, value: file.change(patch) };
    } finally {
      file.close();
    }
  } catch (error) {
    if (!(error instanceof BadSettingError)) throw error;
    return { status: 400, value: { error: { message: error.message } } };
  }
}
