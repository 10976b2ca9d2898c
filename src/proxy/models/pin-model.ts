import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Dispatcher } from 'undici';
import { fileUrl, modelSchema, type CatalogueFile, type CatalogueModel } from './catalogue.js';
import { FetchError } from './fetch-error.js';
import { asFetchError } from './fetch-file.js';
import { askHub } from './hub-request.js';
import { aboutModel, type Said } from './model-card.js';

/** What the user says of a model; what is left out is read from its own files. */
export interface PinWish {
  readonly repo: string;
  /** A commit, or a name such as `main` for what it is now. */
  readonly revision: string;
  readonly id?: string | undefined;
  readonly dtype?: 'fp32' | 'q8' | undefined;
  readonly pooling?: 'mean' | 'cls' | undefined;
  readonly prefix?: string | undefined;
}

export interface PinParts {
  readonly agent: Dispatcher;
  readonly hub: string;
  /** Where an install of this id looks for what came before. */
  readonly partOf: (id: string) => string;
  readonly shipped: readonly CatalogueModel[];
  readonly idleMs: number;
  readonly signal: AbortSignal;
  readonly onBytes: (path: string, bytes: number) => void;
}

/**
 * Fetches a model's files as the hub has them now, notes the length and SHA-256 of each, and makes an entry of them. The
 * files are left where an install goes on from them. Rejects with a {@link FetchError}.
 */
export async function pinModel(parts: PinParts, wish: PinWish): Promise<CatalogueModel> {
  const ships = parts.shipped.find(({ repo }) => repo.toLowerCase() === wish.repo.toLowerCase());
  const id = wish.id ?? ships?.id ?? idOf(wish.repo);
  if (id === 'starter') throw new FetchError('refused', "'starter' is the built-in model's name: choose another with --id.");
  const revision = await commitOf(parts, wish);
  const model = { repo: wish.repo, revision };
  const part = parts.partOf(id);
  const read = async (path: string): Promise<CatalogueFile> => fetchUnknown(parts, model, path, join(part, path));
  const dtype = wish.dtype ?? ships?.dtype;
  const files: CatalogueFile[] = [];
  for (const path of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) files.push(await read(path));
  const weights = await firstOf(
    [dtype ?? 'q8', ...(dtype === undefined ? (['fp32'] as const) : [])].map(kind => ({ kind, path: weightsOf[kind] })),
    async ({ kind, path }) => ({ kind, file: await read(path) }),
  );
  files.push(weights.file);
  const said = await aboutModel({
    config: json(join(part, 'config.json')),
    tokenizer: json(join(part, 'tokenizer_config.json')),
    text: path => textOf(parts, model, path),
  });
  const entry = { id, label: ships?.label ?? wish.repo, ...model, dtype: weights.kind, files, ...chosen(said, wish, ships) };
  const checked = modelSchema.safeParse(entry);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new FetchError('refused', `No model can be made of '${wish.repo}': '${issue?.path.join('.') ?? ''}' is missing or wrong (${issue?.message ?? ''}).`);
}

const weightsOf = { q8: 'onnx/model_quantized.onnx', fp32: 'onnx/model.onnx' } as const;

/** What the user says goes first, then what is known of the model that ships, then what its own files say. */
function chosen(said: Said, wish: PinWish, ships: CatalogueModel | undefined) {
  return {
    licence: ships?.licence ?? said.licence,
    dims: said.dims,
    pooling: wish.pooling ?? ships?.pooling ?? said.pooling,
    prefix: wish.prefix ?? ships?.prefix ?? '',
    maxTokens: Math.min(ships?.maxTokens ?? Infinity, said.maxTokens),
  };
}

/** `owner/Some.Name-v1.5` becomes `some-name-v1-5`. */
function idOf(repo: string): string {
  const name = (repo.split('/')[1] ?? '').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return name.replace(/^[^a-z]+/, '').slice(0, 41).replace(/-+$/, '') || 'own-model';
}

/** Nothing is pinned to a name that moves. */
async function commitOf(parts: PinParts, { repo, revision }: PinWish): Promise<string> {
  if (/^[0-9a-f]{40}$/.test(revision)) return revision;
  const reply = await ask(parts, { repo, revision }, 'config.json');
  await reply.body.dump().catch(() => undefined);
  const commit = reply.hubHeader('x-repo-commit') ?? '';
  if (/^[0-9a-f]{40}$/.test(commit)) return commit;
  const host = new URL(parts.hub).host;
  throw new FetchError(
    'refused',
    `${host} does not say which commit '${revision}' is: name the commit, 40 digits, as in '${repo}@0123...'.`,
  );
}

type Place = Pick<CatalogueModel, 'repo' | 'revision'>;

async function ask(parts: PinParts, place: Place, path: string) {
  const url = fileUrl(parts.hub, place, path);
  const reply = await askHub({ ...parts, url, headers: {} }).catch((error: unknown) => {
    throw asFetchError(error, { ...parts, url, path });
  });
  if (reply.status === 200) return reply;
  await reply.body.dump().catch(() => undefined);
  const host = new URL(url).host;
  const why = reply.status === 404 ? `has no '${path}' of ${place.repo}@${place.revision}` : `does not give '${path}'`;
  throw new FetchError(reply.status === 404 ? 'missing' : 'refused', `${host} ${why} (status ${reply.status}).`);
}

/** Straight to its place, counted and summed on the way. */
async function fetchUnknown(parts: PinParts, place: Place, path: string, to: string): Promise<CatalogueFile> {
  const reply = await ask(parts, place, path);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
    const draft = await open(`${to}.pin`, 'w', 0o600);
    try {
      for await (const chunk of reply.body as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        hash.update(chunk);
        await draft.writeFile(chunk);
        parts.onBytes(path, bytes);
      }
      await draft.sync();
    } finally {
      await draft.close();
    }
    renameSync(`${to}.pin`, to);
  } catch (error) {
    throw asFetchError(error, { ...parts, url: fileUrl(parts.hub, place, path), path });
  }
  return { path, bytes, sha256: hash.digest('hex') };
}

/** A small file that a model need not have. */
async function textOf(parts: PinParts, place: Place, path: string): Promise<string | undefined> {
  try {
    return await (await ask(parts, place, path)).body.text();
  } catch (error) {
    if (error instanceof FetchError && error.reason === 'missing') return undefined;
    throw asFetchError(error, { ...parts, url: fileUrl(parts.hub, place, path), path });
  }
}

/** The first that the hub has. */
async function firstOf<T, R>(ways: readonly T[], fetchOne: (way: T) => Promise<R>): Promise<R> {
  let missing: unknown;
  for (const way of ways) {
    try {
      return await fetchOne(way);
    } catch (error) {
      if (!(error instanceof FetchError && error.reason === 'missing')) throw error;
      missing ??= error;
    }
  }
  throw missing;
}

function json(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
