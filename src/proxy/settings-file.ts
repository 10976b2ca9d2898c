import { existsSync, readFileSync, renameSync, watch, writeFileSync } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { BadSettingError, parseSettings } from '../protocol/settings.js';
import type { Settings } from '../protocol/settings.js';

/** The user's settings, read live: whoever needs one asks again each time. */
export interface SettingsFile {
  current(): Settings;
  /** Merges, checks and writes what differs. Throws {@link BadSettingError} and changes nothing when a value cannot be used. */
  change(patch: unknown): Settings;
  /** Calls back after every change, whoever made it. */
  onChange(listener: () => void): void;
  /** One sentence when the file on disk cannot be used and the last good settings stay in force. */
  trouble(): string | undefined;
  close(): void;
}

/**
 * Opens `settings.json` of the data folder; a missing file means defaults. `overrides` come from the command line: they
 * win over the file and are never written. Throws {@link BadSettingError} when the file cannot be used.
 */
export function openSettings(folder: string, overrides: Readonly<Record<string, unknown>> = {}): SettingsFile {
  const file = join(folder, 'settings.json');
  let stored = readStored(file);
  let settings = parseSettings(merge(stored, overrides));
  let trouble: string | undefined;
  const listeners: (() => void)[] = [];
  const reload = () => {
    try {
      const fresh = readStored(file);
      settings = parseSettings(merge(fresh, overrides));
      stored = fresh;
      trouble = undefined;
    } catch (error) {
      trouble = `${error instanceof Error ? error.message : String(error)} The settings from before stay in force.`;
    }
    for (const listener of listeners) listener();
  };
  const watcher = watchFolder(folder, basename(file), reload);
  return {
    current: () => settings,
    change: patch => {
      // Somebody else may have changed the file a moment ago, and a file that is damaged is not written over.
      const onDisk = readStored(file);
      const changed = merge(onDisk, patch);
      const next = parseSettings(merge(changed, overrides));
      if (!isDeepStrictEqual(changed, onDisk)) {
        const draft = `${file}.${process.pid}.new`;
        writeFileSync(draft, `${JSON.stringify(changed, undefined, 2)}\n`, { mode: 0o600 });
        renameSync(draft, file);
      }
      stored = changed;
      trouble = undefined;
      settings = next;
      for (const listener of listeners) listener();
      return next;
    },
    onChange: listener => void listeners.push(listener),
    trouble: () => trouble,
    close: () => watcher?.close(),
  };
}

/** Nested objects are merged; `null` takes a value out, so that its default holds again; all else replaces. */
export function merge(base: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch === undefined ? base : patch;
  const merged: Record<string, unknown> = isRecord(base) ? { ...base } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) Reflect.deleteProperty(merged, key);
    else merged[key] = merge(merged[key], value);
  }
  return merged;
}

function readStored(file: string): unknown {
  if (!existsSync(file)) return {};
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new BadSettingError(basename(file), `it is not valid JSON (${error.message})`);
  }
}

/** Editors replace files instead of writing into them, so the folder is watched, not the file. */
function watchFolder(folder: string, name: string, onChange: () => void): FSWatcher | undefined {
  let timer: NodeJS.Timeout | undefined;
  try {
    const watcher = watch(dirname(join(folder, name)), (_event, changed) => {
      if (changed !== name) return;
      clearTimeout(timer);
      timer = setTimeout(onChange, 50).unref();
    });
    watcher.on('error', () => watcher.close());
    return watcher.unref();
  } catch {
    // Some network folders cannot be watched; settings then change through the API or with a restart.
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
