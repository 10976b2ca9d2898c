import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type * as transformers from '@huggingface/transformers';
import { openStaticModel, type Embed } from './static-model.js';

/** An embedding model in memory. */
export interface Model {
  readonly id: string;
  readonly dims: number;
  /** False where the native runtime is missing and JavaScript does its work. */
  readonly native: boolean;
  readonly embed: Embed;
}

/** The folder holds no model that can be used. `message` is a sentence for people. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  constructor(
    readonly reason: 'missing' | 'unusable',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Runs in the worker. Loads transformers.js and the model from local files, or runs a static model without them where
 * the runtime has no binary; throws {@link ModelError}.
 */
export async function loadModel(modelDir: string): Promise<Model> {
  const folder = resolve(modelDir);
  const id = modelId(folder);
  try {
    const library = await loadLibrary();
    const embed = library === undefined ? openStaticModel(folder) : await openWith(library, folder, recipeOf(folder));
    const dims = (await embed(['warm up']))[0]?.length ?? 0;
    if (dims === 0) throw new Error('it gives empty vectors');
    return { id, dims, native: library !== undefined, embed };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
    throw new ModelError('unusable', `The embedding model in '${folder}' cannot be used: ${why ?? ''}`, { cause });
  }
}

type Library = typeof transformers;

/** Undefined where it is not installed, or its runtime has no binary for this machine. */
async function loadLibrary(): Promise<Library | undefined> {
  try {
    return await import('@huggingface/transformers');
  } catch {
    return undefined;
  }
}

async function openWith({ env, pipeline }: Library, folder: string, recipe: Recipe): Promise<Embed> {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(folder) + sep;
  const extract = await pipeline('feature-extraction', basename(folder), {
    dtype: recipe.dtype,
    device: 'cpu',
    // One thread: short texts gain nothing from more, and idle pool threads spin on the user's cores.
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  });
  return async texts => {
    const asked = texts.map(text => recipe.prefix + text);
    const tensor = await extract(asked, { pooling: recipe.pooling, normalize: true });
    const data = tensor.data as Float32Array;
    const width = data.length / texts.length;
    return texts.map((_, row) => data.slice(row * width, (row + 1) * width));
  };
}

/** How a model wants to be run; a fetched one has it beside its files. */
interface Recipe {
  readonly dtype: 'fp32' | 'q8';
  readonly pooling: 'mean' | 'cls';
  readonly prefix: string;
}

const recipeFile = 'tuppence.json';

function recipeOf(folder: string): Recipe {
  const file = join(folder, recipeFile);
  const read = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as Partial<Recipe>;
  return { dtype: read.dtype ?? 'fp32', pooling: read.pooling ?? 'mean', prefix: read.prefix ?? '' };
}

/** Everything that shapes a vector is in the id: the folder's name, the graph with its weights, the tokeniser, the recipe. */
function modelId(folder: string): string {
  const hash = createHash('sha256').update(basename(folder));
  const graph = recipeOf(folder).dtype === 'q8' ? 'onnx/model_quantized.onnx' : 'onnx/model.onnx';
  for (const name of [graph, 'tokenizer.json', 'config.json']) {
    const file = join(folder, name);
    if (!existsSync(file)) throw new ModelError('missing', `The embedding model lacks '${file}'.`);
    hash.update('\0').update(readFileSync(file));
  }
  if (existsSync(join(folder, recipeFile))) hash.update('\0').update(readFileSync(join(folder, recipeFile)));
  return hash.digest('hex');
}
