import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeOnnx } from './onnx-writer.js';
import type { Quantised } from './quantise.js';
import { configFiles } from './tokenizer-json.js';
import type { Vocabulary } from '../src/proxy/cache/verify/word-pieces.js';

/** Writes everything the loader needs into `folder`, in the layout it expects. Returns the bytes written. */
export function writeModelFolder(folder: string, model: Quantised, vocabulary: Vocabulary): number {
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  const onnx = writeOnnx(model);
  writeFileSync(join(folder, 'onnx', 'model.onnx'), onnx);
  let bytes = onnx.length;
  for (const [name, content] of Object.entries(configFiles(vocabulary, model.size))) {
    const text = `${JSON.stringify(content)}\n`;
    writeFileSync(join(folder, name), text);
    bytes += Buffer.byteLength(text);
  }
  return bytes;
}
