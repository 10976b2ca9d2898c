import type { EditorSetting } from '../protocol/editor-settings.js';
import { editorSettings, windowSettingsSchema } from '../protocol/editor-settings.js';

/** Values by name, nested as the dots of the settings' keys say. */
export interface SettingsTree {
  readonly [name: string]: unknown;
}

/** What the editor knows about one setting; the shape of vscode's `inspect`. */
export interface Inspected {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

/** A value in somebody's settings that cannot be used, such as a text where a number belongs. */
export interface SettingProblem {
  /** With the prefix, as the user wrote it. */
  readonly key: string;
  readonly message: string;
}

export interface ReadSettings {
  /** What the user has set, as a tree of the proxy's settings. Defaults are not in it. */
  readonly proxy: SettingsTree;
  /** The editor's own, defaults filled in. */
  readonly window: WindowSettings;
  readonly problems: readonly SettingProblem[];
}

export interface WindowSettings {
  readonly dataFolder: string;
  readonly autoStart: boolean;
  readonly keepRunning: { readonly enabled: boolean; readonly idleMinutes: number };
  readonly statusBar: { readonly show: boolean };
}

/** Reads every setting by itself: one that cannot be used is left out and named, the others count. */
export function readSettings(inspect: (key: string) => Inspected | undefined): ReadSettings {
  const problems: SettingProblem[] = [];
  const trees = { proxy: {}, editor: {} };
  for (const setting of editorSettings) {
    const value = explicitValue(setting, inspect(setting.key));
    if (value === undefined || value === null) continue;
    const parsed = setting.schema.safeParse(value);
    if (parsed.success) trees[setting.owner] = withValue(trees[setting.owner], setting.key.split('.'), value);
    else problems.push(problemOf(setting.key, parsed.error.issues[0]));
  }
  const { proxy, problem } = withoutCrossing(trees.proxy);
  return {
    proxy,
    window: windowSettingsSchema.parse({ keepRunning: {}, statusBar: {}, ...trees.editor }),
    problems: problem === undefined ? problems : [...problems, problem],
  };
}

/** There is one proxy for all windows: what a workspace says counts only for how a window looks. */
function explicitValue({ scope }: EditorSetting, inspected: Inspected | undefined): unknown {
  if (scope !== 'window') return inspected?.globalValue;
  return inspected?.workspaceFolderValue ?? inspected?.workspaceValue ?? inspected?.globalValue;
}

function problemOf(key: string, issue: { readonly path: PropertyKey[]; readonly message: string } | undefined) {
  const inner = (issue?.path ?? []).map(name => `.${String(name)}`).join('');
  const reason = issue?.message ?? 'Invalid value';
  return {
    key: `tuppence.${key}`,
    message: `The setting 'tuppence.${key}${inner}' is ignored: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}.`,
  };
}

/** The two thresholds belong together; where they cross, neither can be used. */
function withoutCrossing(tree: SettingsTree): { readonly proxy: SettingsTree; readonly problem?: SettingProblem } {
  const { routing } = tree;
  if (!isTree(routing)) return { proxy: tree };
  const { cheapBelow, strongFrom, ...others } = routing;
  if (typeof cheapBelow !== 'number' || typeof strongFrom !== 'number' || cheapBelow <= strongFrom) {
    return { proxy: tree };
  }
  return {
    proxy: { ...tree, routing: others },
    problem: {
      key: 'tuppence.routing.cheapBelow',
      message: `The settings 'tuppence.routing.cheapBelow' (${cheapBelow}) and 'tuppence.routing.strongFrom' (${strongFrom}) are ignored: the first must not be above the second.`,
    },
  };
}

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

function withValue(tree: SettingsTree, names: readonly string[], value: unknown): SettingsTree {
  const [first, ...rest] = names;
  if (first === undefined) return tree;
  if (rest.length === 0) return { ...tree, [first]: value };
  const below = tree[first];
  return { ...tree, [first]: withValue(isTree(below) ? below : {}, rest, value) };
}

function isTree(value: unknown): value is SettingsTree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
