import { createHash, type Hash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Dispatcher } from 'undici';
import type { CatalogueFile } from './catalogue.js';
import { FetchError } from './fetch-error.js';
import { askHub, type HubReply } from './hub-request.js';

/** Tries in a row that bring nothing before a download is given up, and the wait after the first of them. */
const maxFruitless = 4;
const firstWaitMs = 1_000;
/** A host that asks for more patience than this is told to the user instead. */
const maxWaitMs = 60_000;

export interface FetchFile {
  readonly agent: Dispatcher;
  readonly url: string;
  readonly file: CatalogueFile;
  /** Where it will lie; until it is whole and checked, `<to>.partial` grows beside it. */
  readonly to: string;
  readonly signal: AbortSignal;
  /** Bytes that have come so far, those of earlier tries included. */
  readonly onBytes: (bytes: number) => void;
  readonly idleMs: number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Fetches one file: goes on where an earlier try stopped, tries again when the line breaks, and lets nothing through
 * that has not the expected length and SHA-256. Rejects with a {@link FetchError}.
 */
export async function fetchFile(of: FetchFile): Promise<void> {
  mkdirSync(dirname(of.to), { recursive: true, mode: 0o700 });
  if (await isWhole(of.to, of.file)) {
    of.onBytes(of.file.bytes);
    return;
  }
  for (let fruitless = 0; ;) {
    const before = sizeOf(partialOf(of.to));
    try {
      await attempt(of);
      return;
    } catch (error) {
      const known = asFetchError(error, { ...of, ...of.file });
      if (sizeOf(partialOf(of.to)) > before) fruitless = 0;
      if (known.againAfterMs === undefined || ++fruitless > maxFruitless || known.againAfterMs > maxWaitMs) throw known;
      await of.wait(Math.max(known.againAfterMs, firstWaitMs * 2 ** (fruitless - 1)), of.signal).catch(() => undefined);
      if (of.signal.aborted) throw cancelled();
    }
  }
}

/** Bytes of a file that have come: all of it, or what its partial copy holds. */
export function arrived(to: string): number {
  return existsSync(to) ? sizeOf(to) : sizeOf(partialOf(to));
}

/** True for a file with exactly the expected bytes. */
export async function isWhole(path: string, { bytes, sha256 }: CatalogueFile): Promise<boolean> {
  if (sizeOf(path) !== bytes) return false;
  const hash = createHash('sha256');
  await readInto(hash, path);
  return hash.digest('hex') === sha256;
}

async function attempt(of: FetchFile): Promise<void> {
  const { file, to } = of;
  const partial = partialOf(to);
  const etag = readEtag(to);
  let offset = etag === undefined ? 0 : Math.min(sizeOf(partial), file.bytes);
  const range = offset > 0 ? { range: `bytes=${offset}-`, 'if-range': etag ?? '' } : {};
  const hash = createHash('sha256');
  if (offset < file.bytes) {
    const reply = await askHub({ ...of, headers: range });
    if (reply.status !== 206) offset = 0;
    await refuseOthers(reply, of, offset);
    if (offset > 0) await readInto(hash, partial);
    keepEtag(to, reply.header('etag'));
    await append(reply, of, offset, hash);
  } else await readInto(hash, partial);
  if (hash.digest('hex') !== file.sha256) {
    forget(to);
    throw new FetchError(
      'wrong-bytes',
      `${hostOf(of.url)} sent a '${file.path}' that is not the one its pin names; it was thrown away.`,
    );
  }
  renameSync(partial, to);
  forget(to);
}

/** Only a reply that can become the expected file passes. */
async function refuseOthers(reply: HubReply, of: FetchFile, offset: number): Promise<void> {
  const host = hostOf(of.url);
  const refuse = async (error: FetchError) => {
    await reply.body.dump().catch(() => undefined);
    throw error;
  };
  const { status } = reply;
  if (status === 416) {
    forget(of.to);
    await refuse(new FetchError('refused', `${host} no longer has the rest of '${of.file.path}'.`, 0));
  }
  if (status === 429 || status >= 500) {
    const waitS = Number(reply.header('retry-after'));
    const againMs = Number.isFinite(waitS) ? waitS * 1_000 : 0;
    const later = againMs > maxWaitMs ? `, and asks to wait ${Math.ceil(againMs / 60_000)} min` : '';
    await refuse(new FetchError('busy', `${host} is too busy to send '${of.file.path}' (status ${status}${later}).`, againMs));
  }
  if (status !== 200 && status !== 206) {
    const why = status === 404 ? `has no '${of.file.path}' of this model` : `does not give '${of.file.path}'`;
    await refuse(
      new FetchError('refused', `${host} ${why} (status ${status}). 'cache.modelHub' can name a mirror of the hub.`),
    );
  }
  const length = Number(reply.header('content-length') ?? Number.NaN);
  const start = status === 206 ? Number(/^bytes (\d+)-/.exec(reply.header('content-range') ?? '')?.[1]) : 0;
  if (start !== offset || (!Number.isNaN(length) && length !== of.file.bytes - offset)) {
    forget(of.to);
    await refuse(
      new FetchError('wrong-bytes', `${host} has a '${of.file.path}' of another size than its pin names.`),
    );
  }
}

async function append(reply: HubReply, of: FetchFile, offset: number, hash: Hash): Promise<void> {
  const out = await open(partialOf(of.to), offset === 0 ? 'w' : 'a', 0o600);
  let bytes = offset;
  try {
    for await (const chunk of reply.body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > of.file.bytes) {
        forget(of.to);
        throw new FetchError('wrong-bytes', `${hostOf(of.url)} sends more than '${of.file.path}' has.`);
      }
      await out.writeFile(chunk);
      hash.update(chunk);
      of.onBytes(bytes);
    }
    if (bytes < of.file.bytes) throw new FetchError('unreachable', `${hostOf(of.url)} stopped in the middle of '${of.file.path}'.`, 0);
    await out.sync();
  } finally {
    await out.close();
  }
}

/** Anything that can go wrong, as a sentence and with what to do next. */
export function asFetchError(
  error: unknown,
  { signal, url, path, bytes }: { readonly signal: AbortSignal; readonly url: string; readonly path: string; readonly bytes?: number },
): FetchError {
  if (signal.aborted) return cancelled();
  if (error instanceof FetchError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC') {
    const needs = bytes === undefined ? 'does not fit on it' : `needs ${bytes} bytes`;
    return new FetchError('no-space', `The disk is full; '${path}' ${needs}.`);
  }
  if (/^(?:EACCES|EPERM|EROFS|EISDIR|ENOTDIR)$/.test(code)) {
    return new FetchError('disk', `'${path}' cannot be written (${code}).`, undefined, { cause: error });
  }
  const why = code === '' ? (error instanceof Error ? error.message : String(error)) : code;
  return new FetchError('unreachable', `${hostOf(url)} cannot be reached (${why}).`, 0, { cause: error });
}

function cancelled(): FetchError {
  return new FetchError('cancelled', 'It was stopped.');
}

function partialOf(to: string): string {
  return `${to}.partial`;
}

/** A strong validator of the partial copy; nothing is resumed without one. */
function readEtag(to: string): string | undefined {
  try {
    return readFileSync(`${to}.etag`, 'utf8');
  } catch {
    return undefined;
  }
}

function keepEtag(to: string, etag: string | undefined): void {
  if (etag?.startsWith('"') === true) writeFileSync(`${to}.etag`, etag, { mode: 0o600 });
  else rmSync(`${to}.etag`, { force: true });
}

/** Nothing is left to go on from. */
function forget(to: string): void {
  for (const path of [partialOf(to), `${to}.etag`]) rmSync(path, { force: true });
}

async function readInto(hash: Hash, path: string): Promise<void> {
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
}

/** 0 for what is not there, or lies where nothing can. */
function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

function hostOf(url: string): string {
  return new URL(url).host;
}
