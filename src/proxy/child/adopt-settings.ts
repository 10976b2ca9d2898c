import { BadSettingError } from '../../protocol/settings.js';
import { openSettings } from '../settings-file.js';

/** Settings of the editor that cannot be used: the path with dots, and the sentence that says why. */
type RefusedSettings = ReadonlyMap<string, string>;

/**
 * Writes the editor's settings through to `settings.json`, so that the command line and every window agree. One that
 * cannot be used does not keep the others out. Throws {@link BadSettingError} when the file itself cannot be used.
 */
export function adoptSettings(folder: string, patch: unknown): RefusedSettings {
  const file = openSettings(folder);
  try {
    file.change(patch);
    return new Map();
  } catch (error) {
    // A full disk is no reason not to serve.
    if (!(error instanceof BadSettingError)) return new Map([['', unwritten(error)]]);
    return adoptOneByOne(leavesOf(patch), leaf => file.change(nest(leaf)));
  } finally {
    file.close();
  }
}

/** Some settings are only right together, such as two thresholds: what fails is tried again after others went in. */
function adoptOneByOne(leaves: readonly Leaf[], adopt: (leaf: Leaf) => void): RefusedSettings {
  const refused = new Map<string, string>();
  let waiting = leaves;
  for (let before = -1; before !== waiting.length;) {
    before = waiting.length;
    refused.clear();
    waiting = waiting.filter(leaf => {
      try {
        adopt(leaf);
        return false;
      } catch (error) {
        refused.set(leaf.path.join('.'), error instanceof BadSettingError ? error.message : unwritten(error));
        return true;
      }
    });
  }
  return refused;
}

function unwritten(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `The editor's settings could not be written to settings.json, so those from before hold (${why}).`;
}

/** One value of a patch that is not itself an object with something in it. */
interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** The values of a patch, each with its path. */
export function leavesOf(patch: unknown, path: readonly string[] = []): readonly Leaf[] {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return [{ path, value: patch }];
  const entries = Object.entries(patch);
  if (entries.length === 0) return path.length === 0 ? [] : [{ path, value: patch }];
  return entries.flatMap(([key, value]) => leavesOf(value, [...path, key]));
}

function nest({ path, value }: Leaf): unknown {
  return path.reduceRight((inner: unknown, key) => ({ [key]: inner }), value);
}
