import { mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dispatcher } from 'undici';
import { bytesOf, fileUrl, type CatalogueModel } from './catalogue.js';
import { FetchError } from './fetch-error.js';
import { fetchFile } from './fetch-file.js';
import type { ModelFolder } from './model-folder.js';

/** Left free on the disk, whatever is fetched. */
const spareBytes = 64 * 1024 * 1024;

export interface InstallParts {
  readonly agent: Dispatcher;
  /** The hub or a mirror that keeps its paths. */
  readonly hub: () => string;
  readonly folder: ModelFolder;
  /** Without a byte for this long, a try is given up. */
  readonly idleMs: number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Fetches what is missing of a model, one file after another, and puts it in its place when all of it is there and
 * checked. Rejects with a {@link FetchError}; what has come stays for the next try.
 */
export async function installModel(
  parts: InstallParts,
  model: CatalogueModel,
  signal: AbortSignal,
  onBytes: (done: number) => void,
): Promise<void> {
  const part = parts.folder.partOf(model.id);
  const hub = parts.hub();
  try {
    mkdirSync(part, { recursive: true, mode: 0o700 });
    await checkSpace(part, bytesOf(model) - parts.folder.arrived(model));
    let before = 0;
    for (const file of model.files) {
      await fetchFile({
        ...parts,
        file,
        url: fileUrl(hub, model, file.path),
        to: join(part, file.path),
        signal,
        onBytes: bytes => onBytes(before + bytes),
      });
      before += file.bytes;
    }
    parts.folder.complete(model);
  } catch (error) {
    if (error instanceof FetchError) throw error.reason === 'wrong-bytes' ? withWayOut(error, model, hub) : error;
    const why = error instanceof Error ? error.message : String(error);
    throw new FetchError('disk', `The folder '${part}' cannot be written: ${why}.`, undefined, { cause: error });
  }
}

/** A pin that ships may be wrong; then the user need not wait for the next version. */
function withWayOut(error: FetchError, { repo, revision }: CatalogueModel, hub: string): FetchError {
  return new FetchError(
    'wrong-bytes',
    `${error.message} Either it was changed, or the pin is wrong: if you trust ${new URL(hub).host}, 'tuppence models pin ${repo}@${revision}' pins what it has now.`,
  );
}

async function checkSpace(folder: string, bytes: number): Promise<void> {
  let free: number;
  try {
    const { bavail, bsize } = await statfs(folder);
    free = bavail * bsize;
  } catch {
    // Some file systems do not tell; a full disk is then noticed when it is full.
    return;
  }
  if (free >= bytes + spareBytes) return;
  const mb = (size: number) => Math.ceil(size / 1_000_000);
  throw new FetchError(
    'no-space',
    `The disk has ${mb(free)} MB free; ${mb(bytes + spareBytes)} MB are needed for this model.`,
  );
}
