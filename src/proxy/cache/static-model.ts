import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { readOnnxTensors } from './onnx-tensors.js';
import type { OnnxTensor } from './onnx-tensors.js';
import { recipeOf } from './recipe.js';

/** Turns texts into unit vectors, one per text. */
export type Embed = (texts: readonly string[]) => Promise<readonly Float32Array[]>;

/** What is used of the library, whose own declarations do not resolve under Node's module rules. */
const Cutter = Tokenizer as unknown as new (
  tokenizer: object,
  config: object,
) => { encode(text: string): { readonly ids: readonly number[] } };

/**
 * Runs a model whose vector is the mean of one row per token (the starter model is such a one) in JavaScript alone, for
 * machines that the native runtime has no binary for: Intel Macs, Alpine. The same numbers as the runtime gives, up to
 * rounding. Throws a RangeError for a model of any other kind.
 */
export function openStaticModel(folder: string): Embed {
  const tensors = readOnnxTensors(readFileSync(join(folder, 'onnx', 'model.onnx')));
  const table = tensors.get('table');
  const scale = floats(tensors.get('scale'));
  const [rows = 0, size = 0] = table?.dims ?? [];
  if (table?.type !== int8 || table.raw.length !== rows * size || scale?.length !== rows || size === 0) {
    throw new RangeError('this machine has no native runtime for it, and it is not a model that JavaScript can run');
  }
  const cells = new Int8Array(table.raw.buffer, table.raw.byteOffset, table.raw.length);
  const tokenizer = new Cutter(json(folder, 'tokenizer.json'), json(folder, 'tokenizer_config.json'));
  const { maxTokens } = recipeOf(folder);

  const embed = (text: string): Float32Array => {
    const sum = new Float32Array(size);
    for (const id of tokenizer.encode(text).ids.slice(0, maxTokens)) {
      const factor = scale[id] ?? 0;
      const start = id * size;
      for (let i = 0; i < size; i++) sum[i] = (sum[i] ?? 0) + (cells[start + i] ?? 0) * factor;
    }
    return unit(sum);
  };
  return texts => Promise.resolve(texts.map(embed));
}

const float32 = 1;
const int8 = 3;

/** Copied, because the bytes need not lie at a multiple of four. */
function floats(tensor: OnnxTensor | undefined): Float32Array | undefined {
  if (tensor?.type !== float32 || tensor.raw.length % 4 !== 0) return undefined;
  return new Float32Array(Uint8Array.from(tensor.raw).buffer);
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map(cell => cell / length);
}

function json(folder: string, name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>;
}
