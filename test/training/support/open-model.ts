import { env, pipeline } from '@huggingface/transformers';

/** A model folder as the product loads it: transformers.js, local files only. */
export interface OpenModel {
  /** Row numbers of a text, as the loader cuts it. */
  tokens(text: string): number[];
  /** The unit vector of a text. */
  embed(text: string): Promise<Float32Array>;
  embedAll(texts: readonly string[]): Promise<Float32Array[]>;
}

/** Loads `<parent>/<name>`. Nothing is looked up outside the machine. */
export async function openModel(parent: string, name: string): Promise<OpenModel> {
  env.allowRemoteModels = false;
  env.localModelPath = `${parent}/`;
  const extract = await pipeline('feature-extraction', name, { dtype: 'fp32' });
  const embedAll = async (texts: readonly string[]): Promise<Float32Array[]> => {
    const { data, dims } = await extract([...texts], { pooling: 'mean', normalize: true });
    const size = dims.at(-1)!;
    return texts.map((_, at) => Float32Array.from(data as Float32Array).slice(at * size, (at + 1) * size));
  };
  return {
    tokens: text => extract.tokenizer([text], { padding: true, truncation: true }).input_ids.tolist()[0].map(Number),
    embed: async text => (await embedAll([text]))[0]!,
    embedAll,
  };
}

/** The inner product of two unit vectors. */
export function cosineOf(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, cell, at) => sum + cell * b[at]!, 0);
}
