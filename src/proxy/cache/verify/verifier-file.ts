import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readOnnxTensors } from '../onnx-tensors.js';
import type { Promised } from './calibration.js';
import { pairFeatures } from './features.js';
import type { Network } from './network.js';
import { read } from './reading.js';
import { openVerifier, type Verifier } from './verifier.js';
import { type Rows, wordTable } from './word-table.js';

/** The verifier's file cannot be used. `message` is a sentence for people. */
export class VerifierError extends Error {
  override readonly name = 'VerifierError';
  constructor(
    readonly reason: 'missing' | 'unusable',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Lies beside the starter model, whose rows it reads. */
export const verifierFile = 'verifier.json';

const numbers = z.array(z.number());
const schema = z.object({
  format: z.literal(1),
  /** SHA-256 of the model and the tokenizer that it was fitted to. */
  rows: z.string(),
  mean: numbers,
  deviation: numbers,
  /** Base64 of little-endian 32-bit floats. */
  members: z.array(z.object({ first: z.string(), second: z.string() })).min(1),
  /** Base64, one byte per piece, in sixteenths. */
  idf: z.string(),
  promised: z.array(z.object({ bound: z.number(), from: z.number(), recall: z.number().optional() })),
});

/** What the file says of the rows that it belongs to: any other rows make it useless. */
export function rowsId(folder: string): string {
  const hash = createHash('sha256');
  for (const name of ['onnx/model.onnx', 'tokenizer.json']) hash.update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

/** What a starter folder's verifier promises. Throws for a file that cannot be read. */
export function readPromised(folder: string): readonly Promised[] {
  return schema.parse(JSON.parse(readFileSync(join(folder, verifierFile), 'utf8'))).promised;
}

/** Another one whenever weights or calibration are others. Throws when the file cannot be read. */
export function verifierId(folder: string): string {
  return createHash('sha256')
    .update(readFileSync(join(folder, verifierFile)))
    .digest('hex');
}

/** Reads the verifier of a starter folder. Throws {@link VerifierError}; whoever gets none serves nothing by it. */
export function loadVerifier(folder: string): Verifier {
  try {
    const file = schema.parse(JSON.parse(readFileSync(join(folder, verifierFile), 'utf8')));
    if (file.rows !== rowsId(folder)) throw new Error('it belongs to another model');
    const tokenizer = z
      .object({ model: z.object({ vocab: z.record(z.string(), z.number()) }) })
      .parse(JSON.parse(readFileSync(join(folder, 'tokenizer.json'), 'utf8')));
    const idf = Float32Array.from(Buffer.from(file.idf, 'base64'), sixteenths => sixteenths / 16);
    const rows = rowsOf(readFileSync(join(folder, 'onnx', 'model.onnx')));
    const table = wordTable(new Map(Object.entries(tokenizer.model.vocab)), rows, idf);
    const side = { text: 'check', reading: read('check', table) };
    if (pairFeatures(side, side).length !== file.mean.length) throw new Error('it was made for other features');
    return openVerifier({ table, network: networkOf(file), promised: file.promised });
  } catch (cause) {
    const why = cause instanceof Error ? (cause.message.split('\n', 1)[0] ?? '') : String(cause);
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new VerifierError(
      missing ? 'missing' : 'unusable',
      `The verifier in '${folder}' cannot be used: ${why}. Only what the strict check accepts is served.`,
      { cause },
    );
  }
}

/** The rows of a model that only looks rows up, as `training/onnx-writer.ts` writes it. */
function rowsOf(file: Uint8Array): Rows {
  const tensors = readOnnxTensors(file);
  const table = tensors.get('table');
  const scale = tensors.get('scale');
  const size = table?.dims[1] ?? 0;
  if (table === undefined || scale === undefined || scale.raw.length * size !== table.raw.length * 4 || size === 0) {
    throw new Error('its rows cannot be read');
  }
  const cells = new Int8Array(table.raw.buffer, table.raw.byteOffset, table.raw.length);
  return { size, cells, scale: new Float32Array(Uint8Array.from(scale.raw).buffer) };
}

function networkOf({ mean, deviation, members }: z.infer<typeof schema>): Network {
  const network = {
    mean,
    deviation,
    members: members.map(({ first, second }) => ({ first: floats(first), second: floats(second) })),
  };
  for (const { first, second } of network.members) {
    if (first.length !== (second.length - 1) * (mean.length + 1)) throw new Error('its weights have the wrong size');
  }
  return network;
}

function floats(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  const values = new Float32Array(bytes.length / 4);
  for (let at = 0; at < values.length; at++) values[at] = bytes.readFloatLE(at * 4);
  return values;
}

/** The text of the file. */
export function verifierJson(of: {
  readonly rows: string;
  readonly network: Network;
  readonly idf: Uint8Array;
  readonly promised: readonly Promised[];
}): string {
  const base64 = (values: Float32Array): string => {
    const bytes = Buffer.alloc(values.length * 4);
    values.forEach((value, at) => bytes.writeFloatLE(value, at * 4));
    return bytes.toString('base64');
  };
  const file: z.infer<typeof schema> = {
    format: 1,
    rows: of.rows,
    mean: [...of.network.mean],
    deviation: [...of.network.deviation],
    members: of.network.members.map(({ first, second }) => ({ first: base64(first), second: base64(second) })),
    idf: Buffer.from(of.idf).toString('base64'),
    promised: [...of.promised],
  };
  return `${JSON.stringify(file)}\n`;
}
