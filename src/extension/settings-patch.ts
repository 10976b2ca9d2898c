import { editorSettings } from '../protocol/editor-settings.js';
import { isTree } from './settings.js';
import type { SettingsTree } from './settings.js';

/**
 * What makes the proxy's settings follow: changed values, and null for what was set `before` and is not set any more, so
 * that it falls back to its default. Undefined when nothing changed.
 */
export function settingsPatch(before: SettingsTree, now: SettingsTree, path = ''): SettingsTree | undefined {
  const patch: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) {
    const [old, fresh] = [before[name], now[name]];
    const inner = `${path}${name}`;
    if (isTree(fresh) || (fresh === undefined && isTree(old) && isTable(inner))) {
      const change = settingsPatch(isTree(old) ? old : {}, isTree(fresh) ? fresh : {}, `${inner}.`);
      if (change !== undefined) patch[name] = change;
    } else if (fresh === undefined) patch[name] = null;
    else if (JSON.stringify(old) !== JSON.stringify(fresh)) patch[name] = fresh;
  }
  return Object.keys(patch).length === 0 ? undefined : patch;
}

/** Groups and tables lose their members one by one. A provider in a table goes whole: it could not stand without its URL. */
function isTable(path: string): boolean {
  return editorSettings.some(({ key }) => key === path || key.startsWith(`${path}.`));
}

/** All that is set, and null for what was set the last time. For a proxy that starts. */
export function startPatch(before: SettingsTree, now: SettingsTree): SettingsTree {
  return merged(settingsPatch(before, now) ?? {}, now);
}

function merged(base: SettingsTree, over: SettingsTree): SettingsTree {
  const result: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const below = result[name];
    result[name] = isTree(value) ? merged(isTree(below) ? below : {}, value) : value;
  }
  return result;
}
