import { env, pipeline, type FeatureExtractionPipeline, type Tensor } from '@huggingface/transformers';

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
  const extract: FeatureExtractionPipeline = await pipeline('feature-extraction', name, { dtype: 'fp32' });
  const embedAll = async (texts: readonly string[]): Promise<Float32Array[]> => {
    const rows: Tensor = await extract([...texts], { pooling: 'mean', normalize: true });
    return (rows.tolist() as number[][]).map(row => Float32Array.from(row));
  };
  const cut = extract.tokenizer as (text: string[], options: object) => { input_ids: { tolist(): bigint[][] } };
  return {
    tokens: text => cut([text], { padding: true, truncation: true }).input_ids.tolist()[0]!.map(Number),
    embed: async text => (await embedAll([text]))[0]!,
    embedAll,
  };
}

/** The inner product of two unit vectors. */
export function cosineOf(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, cell, at) => sum + cell * b[at]!, 0);
}
