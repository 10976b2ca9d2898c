import type { Address } from '../protocol/control.js';
import type { Assistant, ByFiles, ConfigFile, Wish } from './assistant.js';
import { exists, FileError, readText } from './disk.js';
import type { FileSystem } from './disk.js';
import { BadTextError, read, revise, UnchangeableError } from './format.js';
import type { Format } from './format.js';
import { readdress, readdressText } from './ours.js';
import { shown } from './place.js';
import type { Place } from './place.js';
import { readBackup, readReceipt } from './receipt.js';
import type { FileReceipt, Receipt } from './receipt.js';
import { applied, sameWhole } from './value.js';
import type { Change } from './value.js';
import { withdrawal } from './withdraw.js';

/** Where plans are made: a machine and its files. */
export interface Workbench {
  readonly fs: FileSystem;
  readonly place: Place;
}

export type FileAssistant = Extract<Assistant, ByFiles>;

/** What would be written. Nothing has been touched yet. */
export interface Plan {
  readonly assistant: FileAssistant;
  readonly kind: 'connect' | 'disconnect' | 'readdress';
  readonly files: readonly FilePlan[];
  /** What the user should know before, one sentence each. */
  readonly remarks: readonly string[];
  readonly receipt: Receipt | undefined;
  readonly address: Address | undefined;
}

export interface FilePlan {
  readonly path: string;
  readonly format: Format;
  /** As it is now; undefined: no such file. */
  readonly before: string | undefined;
  /** As it is to be; undefined: no such file any more. */
  readonly after: string | undefined;
  /** Without Tuppence; kept as the backup. */
  readonly base: string | undefined;
  /** From the base to what is to be. */
  readonly changes: readonly Change[];
  readonly mode: number | undefined;
  readonly receipt: FileReceipt | undefined;
}

/** Throws {@link FileError} for a file that cannot be read or changed; such a file is never written. */
export async function planConnect(bench: Workbench, assistant: FileAssistant, wish: Wish): Promise<Plan> {
  const { receipt, files } = await gather(bench, assistant);
  const remarks: string[] = [];
  const plans = files.map(({ config, found, own, backup }) => {
    const base = guarded(bench, config, () => withoutUs(config, found?.text, own, backup));
    return guarded(bench, config, () => {
      const value = read(config.format, base ?? '');
      const changes = config.connect(value, wish);
      remarks.push(...(config.remarks?.(value, wish) ?? []), ...modeRemark(bench.place, config.path, found?.mode));
      const after = revise(config.format, base ?? '', changes);
      return plan(config, found, own, { base, changes, after });
    });
  });
  return { assistant, kind: 'connect', files: plans, remarks, receipt, address: wish.address };
}

/** A plan without files when nothing of Tuppence's is there. Throws as {@link planConnect} does. */
export async function planDisconnect(bench: Workbench, assistant: FileAssistant): Promise<Plan> {
  const { receipt, files } = await gather(bench, assistant);
  const plans = files.flatMap(({ config, found, own, backup }) => {
    if (found === undefined) return [];
    const after = guarded(bench, config, () => withoutUs(config, found.text, own, backup));
    return after === found.text ? [] : [plan(config, found, own, { base: after, changes: [], after })];
  });
  return { assistant, kind: 'disconnect', files: plans, remarks: [], receipt, address: undefined };
}

/** The same entries with another address and token. */
export async function planReaddress(bench: Workbench, assistant: FileAssistant, to: Address): Promise<Plan> {
  const { receipt, files } = await gather(bench, assistant);
  const plans = files.flatMap(({ config, found, own, backup }) => {
    if (found === undefined || !isConnected(config, found.text)) return [];
    return guarded(bench, config, () => {
      const changes = readdress(read(config.format, found.text), to, receipt?.address);
      const after = revise(config.format, found.text, changes);
      if (after === found.text) return [];
      const base = backup ?? withoutUs(config, found.text, own, backup);
      const moved = (own?.changes ?? []).map(change => movedChange(change, to, receipt?.address));
      return [plan(config, found, own, { base, changes: moved, after })];
    });
  });
  return { assistant, kind: 'readdress', files: plans, remarks: [], receipt, address: to };
}

/** Whether any file of the assistant leads to Tuppence. Files that cannot be read count as not connected. */
export async function connected(bench: Workbench, assistant: FileAssistant): Promise<boolean> {
  const files = await assistant.files(bench.place, path => exists(bench.fs, path));
  for (const config of files) {
    try {
      const found = await readText(bench.fs, bench.place, config.path);
      if (found !== undefined && isConnected(config, found.text)) return true;
    } catch (error) {
      if (!(error instanceof FileError) && !(error instanceof BadTextError)) throw error;
    }
  }
  return false;
}

function isConnected(config: ConfigFile, text: string): boolean {
  return config.disconnect(read(config.format, text)).length > 0;
}

interface Gathered {
  readonly config: ConfigFile;
  readonly found: { readonly text: string; readonly mode: number } | undefined;
  readonly own: FileReceipt | undefined;
  /** Undefined also when there was no file. */
  readonly backup: string | undefined;
}

async function gather(
  { fs, place }: Workbench,
  assistant: FileAssistant,
): Promise<{ readonly receipt: Receipt | undefined; readonly files: readonly Gathered[] }> {
  const receipt = await readReceipt(fs, place, assistant.id);
  const files: Gathered[] = [];
  for (const config of await assistant.files(place, path => exists(fs, path))) {
    const own = receipt?.files.find(({ path }) => path === config.path);
    const backup = own === undefined || own.backup === null ? undefined : await readBackup(fs, place, own.backup);
    files.push({ config, found: await readText(fs, place, config.path), own, backup });
  }
  return { receipt, files };
}

/** The file's text as it would be without Tuppence; undefined: there would be no file. */
function withoutUs(
  config: ConfigFile,
  text: string | undefined,
  own: FileReceipt | undefined,
  backup: string | undefined,
): string | undefined {
  if (text === undefined) return undefined;
  const lost = own !== undefined && own.backup !== null && backup === undefined;
  const changes = own === undefined || lost ? [] : (own.changes as readonly Change[]);
  const before = read(config.format, backup ?? '');
  const untouched = changes.length > 0 && revise(config.format, backup ?? '', changes) === text;
  if (untouched && config.disconnect(before).length === 0) return backup;
  const now = read(config.format, text);
  const back = withdrawal(before, changes, now);
  const rest = config.disconnect(applied(now, back));
  const after = revise(config.format, text, [...back, ...rest]);
  const isEmpty = sameWhole(read(config.format, after), undefined) && /^\s*(?:[{[]\s*[\]}]\s*)?$/.test(after);
  return own !== undefined && own.backup === null && isEmpty ? undefined : after;
}

function plan(
  config: ConfigFile,
  found: Gathered['found'],
  own: FileReceipt | undefined,
  rest: Pick<FilePlan, 'base' | 'changes' | 'after'>,
): FilePlan {
  return { path: config.path, format: config.format, before: found?.text, mode: found?.mode, receipt: own, ...rest };
}

function movedChange(change: FileReceipt['changes'][number], to: Address, from: Address | undefined): Change {
  if (change.kind === 'remove') return change;
  const value =
    typeof change.value === 'string'
      ? readdressText(change.value, to, from)
      : applied(change.value, readdress(change.value, to, from));
  return { ...change, value };
}

function modeRemark(place: Place, path: string, mode: number | undefined): readonly string[] {
  if (place.platform === 'win32' || mode === undefined || (mode & 0o077) === 0) return [];
  return [`Others can read ${shown(place, path)} now (${mode.toString(8)}); it becomes yours alone.`];
}

/** Turns what goes wrong in a text into a sentence with the file's name in it. */
function guarded<Result>({ place }: Workbench, { path, format }: ConfigFile, work: () => Result): Result {
  const name = shown(place, path);
  try {
    return work();
  } catch (error) {
    if (error instanceof BadTextError) {
      const where = { line: error.line, column: error.column };
      const message = `${name} is not valid ${format.name}: line ${error.line}, column ${error.column}: ${error.reason}. It was not touched; correct it and try again.`;
      throw new FileError('broken', path, message, where);
    }
    if (error instanceof UnchangeableError) {
      const message = `${name} cannot be changed safely, because ${error.reason}. It was not touched; add the lines by hand.`;
      throw new FileError('unchangeable', path, message);
    }
    if (error instanceof RangeError) {
      throw new FileError('broken', path, `${name} is nested too deeply to be read. It was not touched.`);
    }
    throw error;
  }
}
