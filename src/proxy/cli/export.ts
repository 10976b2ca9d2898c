import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { clock } from '../clock.js';
import { csvOf } from '../csv.js';
import { prepareFolder, readRunning, readToken } from '../data-folder.js';
import { readSpanMs } from '../intake/api/span.js';
import { provenCall, readText } from '../../proof/proven-call.js';
import { openSettings } from '../settings-file.js';
import { openStores } from '../stores.js';
import { dataFolderOf } from './data-dir.js';
import { UsageError } from './failure.js';

/** `tuppence export --since 30d [--out FILE]`: from the running proxy, or from the ledger's file when none runs. */
export async function exportCommand(args: readonly string[]): Promise<number> {
  const { folder, values } = dataFolderOf(args, {
    since: { type: 'string', default: '30d' },
    out: { type: 'string' },
  });
  const since = String(values['since']);
  const spanMs = readSpanMs(since);
  if (spanMs === undefined) throw new UsageError(`'${since}' is no span: give --since something like 24h or 30d.`);
  prepareFolder(folder);
  const out = typeof values['out'] === 'string' ? values['out'] : undefined;
  const running = await askRunning(folder, since);
  if (running !== undefined) {
    await write(running, out);
    return 0;
  }
  const settings = openSettings(folder);
  const stores = openStores(folder, () => settings.current());
  try {
    await write(Readable.from(csvOf(stores.record.pages(clock.nowMs() - spanMs))), out);
  } finally {
    await stores.close();
    settings.close();
  }
  return 0;
}

async function askRunning(folder: string, since: string): Promise<Readable | undefined> {
  const running = readRunning(folder);
  if (running === undefined) return undefined;
  const path = `/api/export.csv?since=${since}`;
  const response = await provenCall({ port: running.port, token: readToken(folder), method: 'GET', path }).catch(
    // Left behind by a proxy that was killed; the file can be read directly.
    () => undefined,
  );
  if (response === undefined || response.statusCode === 200) return response;
  const { error } = JSON.parse(await readText(response)) as { readonly error: { readonly message: string } };
  throw new UsageError(error.message);
}

/** To standard output, or to a file that appears when it is whole. */
async function write(table: Readable, out: string | undefined): Promise<void> {
  if (out === undefined) {
    // Whoever reads may have seen enough.
    await pipeline(table, process.stdout).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
    });
    return;
  }
  const draft = `${out}.part`;
  try {
    await pipeline(table, createWriteStream(draft));
    renameSync(draft, out);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new UsageError(`${out} was not written: ${error instanceof Error ? error.message : String(error)}`);
  }
  process.stdout.write(`Written to ${out}.\n`);
}
