import * as z from 'zod';
import { exists, fileNameOf, readText, receiptFolder, removeFile, writeText } from './disk.js';
import type { FileSystem } from './disk.js';
import { joined } from './place.js';
import type { Place } from './place.js';

// What was written where, so that any window or command line can take it back. Receipts and backups lie in Tuppence's
// data folder, for the user only: configuration files may hold keys.

const path = z.array(z.union([z.string(), z.number()]));
const changeSchema = z.union([
  z.object({ kind: z.literal('set'), path, value: z.unknown() }),
  z.object({ kind: z.literal('remove'), path }),
]);

const receiptSchema = z.object({
  version: z.literal(1),
  assistant: z.string(),
  writtenAt: z.string(),
  address: z.object({ url: z.string(), token: z.string() }),
  files: z.array(
    z.object({
      path: z.string(),
      /** Name of the copy of the file without Tuppence; null when there was no file. */
      backup: z.string().nullable(),
      /** What was changed in that copy. */
      changes: z.array(changeSchema),
      /** Its permissions before. */
      mode: z.number().nullable(),
      /** The topmost folder that was made for it. */
      folder: z.string().nullable(),
    }),
  ),
});

export type Receipt = z.infer<typeof receiptSchema>;
export type FileReceipt = Receipt['files'][number];

/** Undefined when there is none, or none that makes sense. */
export async function readReceipt(fs: FileSystem, place: Place, assistant: string): Promise<Receipt | undefined> {
  const file = await readText(fs, place, receiptPath(place, assistant));
  if (file === undefined) return undefined;
  try {
    const parsed = receiptSchema.safeParse(JSON.parse(file.text));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export async function writeReceipt(fs: FileSystem, place: Place, receipt: Receipt): Promise<void> {
  const text = `${JSON.stringify(receipt, null, 2)}\n`;
  await writeText(fs, place, receiptPath(place, receipt.assistant), text, 0o600);
}

export async function dropReceipt(fs: FileSystem, place: Place, assistant: string): Promise<void> {
  await removeFile(fs, place, receiptPath(place, assistant));
}

/** Keeps a copy of a text; answers with its name. */
export async function keepBackup(
  fs: FileSystem,
  place: Place,
  of: { readonly assistant: string; readonly path: string; readonly text: string; readonly nowIso: string },
): Promise<string> {
  const stem = `${of.assistant}-${of.nowIso.replace(/[:.]/g, '-')}-${fileNameOf(of.path)}`;
  for (let number = 0; ; number += 1) {
    const name = number === 0 ? stem : `${stem}.${number}`;
    const to = joined(place, receiptFolder(place), name);
    if (await exists(fs, to)) continue;
    await writeText(fs, place, to, of.text, 0o600);
    return name;
  }
}

/** The copy's text; undefined when somebody removed it. */
export async function readBackup(fs: FileSystem, place: Place, name: string): Promise<string | undefined> {
  return (await readText(fs, place, joined(place, receiptFolder(place), fileNameOf(name))))?.text;
}

function receiptPath(place: Place, assistant: string): string {
  return joined(place, receiptFolder(place), `${assistant}.json`);
}
