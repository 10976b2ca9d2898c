import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type * as transformers from '@huggingface/transformers';
import { recipeFile, recipeOf, type Recipe } from './recipe.js';
import { openStaticModel, type Embed } from './static-model.js';

/** An embedding model in memory. */
export interface Model {
  readonly id: string;
  readonly dims: number;
  /** False where the native runtime is missing and JavaScript does its work. */
  readonly native: boolean;
  readonly recipe: Recipe;
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
  try {
    const id = modelId(folder);
    const recipe = recipeOf(folder);
    const library = await loadLibrary();
    const run = library === undefined ? openStaticModel(folder) : await openWith(library, folder, recipe);
    const embed: Embed = texts => run(texts.map(text => text.slice(0, recipe.maxTokens * charsPerToken)));
    const dims = (await embed(['warm up']))[0]?.length ?? 0;
    if (dims === 0) throw new Error('it gives empty vectors');
    return { id, dims, native: library !== undefined, recipe, embed };
  } catch (cause) {
    if (cause instanceof ModelError) throw cause;
    const why = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
    throw new ModelError('unusable', `The embedding model in '${folder}' cannot be used: ${why ?? ''}`, { cause });
  }
}

/** More than a token ever has. What is certainly cut off need not be tokenised first: answers may be very long. */
const charsPerToken = 64;

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
  // What the library cuts a text to; some models say nothing there, or more than their graph has positions for.
  Object.defineProperty(extract.tokenizer, 'model_max_length', { value: recipe.maxTokens });
  return async texts => {
    const asked = texts.map(text => recipe.prefix + text);
    const tensor = await extract(asked, { pooling: recipe.pooling, normalize: true });
    const data = tensor.data as Float32Array;
    const width = data.length / texts.length;
    return texts.map((_, row) => data.slice(row * width, (row + 1) * width));
  };
}

/** Everything that shapes a vector is in the id: the folder's name, the graph with its weights, the tokeniser, the recipe. */
function modelId(folder: string): string {
  const hash = createHash('sha256').update(basename(folder));
  for (const name of ['tokenizer.json', 'config.json', 'tokenizer_config.json']) present(folder, name);
  const graph = recipeOf(folder).dtype === 'q8' ? 'onnx/model_quantized.onnx' : 'onnx/model.onnx';
  for (const name of [graph, 'tokenizer.json', 'config.json']) {
    hash.update('\0').update(readFileSync(present(folder, name)));
  }
  if (existsSync(join(folder, recipeFile))) hash.update('\0').update(readFileSync(join(folder, recipeFile)));
  return hash.digest('hex');
}

/** The file, which must be there. */
function present(folder: string, name: string): string {
  const file = join(folder, name);
  if (!existsSync(file)) throw new ModelError('missing', `The embedding model lacks '${file}'.`);
  return file;
}
