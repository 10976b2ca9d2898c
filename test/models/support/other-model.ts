import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readOnnxTensors } from '../../../src/proxy/cache/onnx-tensors.js';
import type { CatalogueModel } from '../../../src/proxy/models/catalogue.js';
import { writeOnnx } from '../../../training/onnx-writer.js';
import { starterDir } from '../../cache/support/worker.js';

/** A model for tests, with the bytes of its files. */
export interface OtherModel {
  readonly entry: CatalogueModel;
  readonly files: ReadonlyMap<string, Buffer>;
}

/**
 * A real embedding model that is not the starter: its rows cut to `dims` numbers, so that its vectors are others and still
 * tell what is near. `entry` says how it is to be run.
 */
export function otherModel(
  wish: Partial<CatalogueModel> = {},
  configs: Readonly<Record<string, object>> = {},
  readme?: string,
): OtherModel {
  const { dims = 48, dtype = 'fp32' } = wish;
  const files = new Map<string, Buffer>();
  for (const name of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
    const text = readFileSync(join(starterDir, name), 'utf8');
    const said = configs[name];
    files.set(name, Buffer.from(said === undefined ? text : JSON.stringify({ ...(JSON.parse(text) as object), ...said })));
  }
  files.set(dtype === 'q8' ? 'onnx/model_quantized.onnx' : 'onnx/model.onnx', cutRows(dims));
  const pinned = [...files];
  // What the hub has beside the files that are needed.
  for (const name of ['1_Pooling/config.json', 'sentence_bert_config.json']) {
    if (configs[name] !== undefined) files.set(name, Buffer.from(JSON.stringify(configs[name])));
  }
  if (readme !== undefined) files.set('README.md', Buffer.from(readme));
  const entry: CatalogueModel = {
    id: 'tiny',
    label: 'Tiny',
    repo: 'somebody/tiny',
    revision: '0'.repeat(40),
    licence: 'MIT',
    dims,
    dtype,
    pooling: 'mean',
    prefix: '',
    maxTokens: 512,
    ...wish,
    files: pinned.map(([path, bytes]) => ({
      path,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
  };
  return { entry, files };
}

/** Lays the files into a folder, as an install does, with the recipe beside them. */
export function layModel(folder: string, { entry, files }: OtherModel): string {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  writeFileSync(join(folder, 'tuppence.json'), JSON.stringify(entry));
  return folder;
}

function cutRows(dims: number): Buffer {
  const tensors = readOnnxTensors(readFileSync(join(starterDir, 'onnx', 'model.onnx')));
  const table = tensors.get('table');
  const [rows = 0, width = 0] = table?.dims ?? [];
  const raw = table?.raw ?? new Uint8Array();
  const cells = new Int8Array(rows * dims);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < dims; i++) cells[row * dims + i] = (raw[row * width + i] ?? 0) << 24 >> 24;
  }
  const scale = new Float32Array(Uint8Array.from(tensors.get('scale')?.raw ?? []).buffer);
  return writeOnnx({ size: dims, cells, scale });
}
