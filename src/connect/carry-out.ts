import type { Address } from '../protocol/control.js';
import { readText, removeFile, unwritable, writeText } from './disk.js';
import type { FilePlan, Plan, Workbench } from './plan.js';
import { dropReceipt, keepBackup, writeReceipt } from './receipt.js';
import type { FileReceipt, Receipt } from './receipt.js';

export type Outcome =
  | { readonly kind: 'done' }
  /** Somebody else wrote the file since the plan was made: make a new plan. Nothing was written. */
  | { readonly kind: 'changed'; readonly path: string };

/**
 * Writes what was planned: backups and the receipt first, then the files, all or none. Throws a FileError when one
 * cannot be written.
 */
export async function carryOut(bench: Workbench, plan: Plan, nowIso: string): Promise<Outcome> {
  const { fs, place } = bench;
  const reals = new Map<string, string>();
  for (const { path, before } of plan.files) {
    const found = await readText(fs, place, path);
    if (found?.text !== before) return { kind: 'changed', path };
    reals.set(path, found?.real ?? path);
  }
  if (plan.files.length === 0 && plan.kind !== 'disconnect') return { kind: 'done' };
  const receipt = plan.kind === 'disconnect' ? undefined : await newReceipt(bench, plan, nowIso);
  const folders = new Map<string, string | undefined>();
  const written: FilePlan[] = [];
  try {
    for (const file of plan.files) {
      const real = reals.get(file.path) ?? file.path;
      folders.set(file.path, await write(bench, plan, file, real));
      written.push(file);
    }
  } catch (error) {
    for (const file of written) await putBack(bench, file, reals.get(file.path) ?? file.path, folders.get(file.path));
    if (receipt !== undefined && plan.receipt === undefined) await dropReceipt(fs, place, plan.assistant.id);
    if (plan.receipt !== undefined) await writeReceipt(fs, place, plan.receipt);
    throw error;
  }
  if (receipt === undefined) await dropReceipt(fs, place, plan.assistant.id);
  else await writeReceipt(fs, place, withFolders(receipt, folders));
  return { kind: 'done' };
}

async function write({ fs, place }: Workbench, plan: Plan, file: FilePlan, real: string): Promise<string | undefined> {
  const folder = file.receipt?.folder ?? undefined;
  // A file can be replaced even where it may not be written; whoever took that right away meant something by it.
  if (file.mode !== undefined && (file.mode & 0o200) === 0) throw unwritable(place, file.path, { code: 'EACCES' });
  if (file.after === undefined) {
    await removeFile(fs, place, real, folder);
    return undefined;
  }
  // A token lies in it, so that nobody else needs to read it.
  const before = plan.kind === 'disconnect' ? (file.receipt?.mode ?? file.mode) : file.mode;
  const mode = plan.kind === 'disconnect' ? (before ?? 0o600) : (before ?? 0o600) & 0o700;
  return writeText(fs, place, real, file.after, mode);
}

async function putBack(
  { fs, place }: Workbench,
  file: FilePlan,
  real: string,
  folder: string | undefined,
): Promise<void> {
  if (file.before === undefined) await removeFile(fs, place, real, folder);
  else await writeText(fs, place, real, file.before, file.mode ?? 0o600);
}

/** Kept before any file is written, so that a process that dies in between leaves what is needed to go back. */
async function newReceipt({ fs, place }: Workbench, plan: Plan, nowIso: string): Promise<Receipt> {
  const address: Address | undefined = plan.address;
  if (address === undefined) throw new RangeError('Only a plan with an address leaves a receipt.');
  const files: FileReceipt[] = [];
  for (const { path, base, changes, mode, receipt } of plan.files) {
    files.push({
      path,
      backup:
        base === undefined
          ? null
          : await keepBackup(fs, place, { assistant: plan.assistant.id, path, text: base, nowIso }),
      changes: changes.map(change => ({ ...change, path: [...change.path] })),
      mode: receipt?.mode ?? mode ?? null,
      folder: receipt?.folder ?? null,
    });
  }
  const kept = (plan.receipt?.files ?? []).filter(({ path }) => !files.some(file => file.path === path));
  const made: Receipt = {
    version: 1,
    assistant: plan.assistant.id,
    writtenAt: nowIso,
    address,
    files: [...files, ...kept],
  };
  await writeReceipt(fs, place, made);
  return made;
}

function withFolders(receipt: Receipt, folders: ReadonlyMap<string, string | undefined>): Receipt {
  return {
    ...receipt,
    files: receipt.files.map(file => ({ ...file, folder: folders.get(file.path) ?? file.folder })),
  };
}
