import type { EditorSetting } from '../protocol/editor-settings.js';
import { editorSettings, windowSettingsSchema } from '../protocol/editor-settings.js';
import { reasonOf } from './setting-reason.js';
import type { SettingIssue } from './setting-reason.js';

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

function problemOf(key: string, issue: SettingIssue | undefined): SettingProblem {
  const inner = (issue?.path ?? []).map(name => `.${String(name)}`).join('');
  return {
    key: `tuppence.${key}`,
    message: `The setting 'tuppence.${key}${inner}' is ignored: ${issue === undefined ? 'it cannot be used' : reasonOf(issue)}.`,
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

function withValue(tree: SettingsTree, names: readonly string[], value: unknown): SettingsTree {
  const [first, ...rest] = names;
  if (first === undefined) return tree;
  if (rest.length === 0) return { ...tree, [first]: value };
  const below = tree[first];
  return { ...tree, [first]: withValue(isTree(below) ? below : {}, rest, value) };
}

/** Neither a value nor a list. */
export function isTree(value: unknown): value is SettingsTree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
