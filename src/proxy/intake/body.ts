import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { BadRequestError } from '../prompt.js';
import type { Json, JsonObject } from '../prompt.js';
import { unzstd } from './zstd.js';

/** The largest request body, as it comes and as it is after decoding. Agents send whole files; 32 MB is far above them. */
export const maxBodyBytes = 32 * 1024 * 1024;

/** Reads the whole body and undoes its content encoding. Throws {@link BadRequestError} (413, 415, 400). */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) throw tooLarge();
  const raw = await collect(request);
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return raw;
  const decode = decoders[encoding];
  if (decode === undefined) {
    throw new BadRequestError(
      415,
      'unsupported_encoding',
      `Bodies encoded as '${encoding.slice(0, 40)}' cannot be read: send them as identity, gzip, deflate, br or zstd.`,
    );
  }
  try {
    return await decode(raw, { maxOutputLength: maxBodyBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge();
    throw new BadRequestError(400, 'bad_encoding', `The body is not valid ${encoding}.`);
  }
}

/** The JSON object in these bytes. Throws {@link BadRequestError} that says where it stops making sense. */
export function parseBody(raw: Buffer): JsonObject {
  let value: Json;
  try {
    value = JSON.parse(raw.toString('utf8')) as Json;
  } catch (error) {
    throw new BadRequestError(400, 'invalid_json', `The body is not valid JSON: ${whereOf(error)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadRequestError(400, 'invalid_json', 'The body must be a JSON object.');
  }
  return value as JsonObject;
}

const decoders: Readonly<Record<string, (raw: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>> = {
  gzip: promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
  'x-gzip': promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
  deflate: promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate),
  br: promisify<Buffer, { maxOutputLength: number }, Buffer>(brotliDecompress),
  zstd: unzstd,
};

function collect(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBodyBytes) {
        request.pause();
        reject(tooLarge());
      } else chunks.push(chunk);
    });
    request.on('end', () =>
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    );
    request.on('error', reject);
    request.on('close', () => {
      if (!request.complete)
        reject(new BadRequestError(400, 'body_cut', 'The connection closed before the body was whole.'));
    });
  });
}

function tooLarge(): BadRequestError {
  return new BadRequestError(
    413,
    'body_too_large',
    `The body is larger than ${maxBodyBytes / 1024 / 1024} MB: send less context.`,
  );
}

// The parser's message quotes the text around the fault; only the position may leave the machine's memory.
function whereOf(error: unknown): string {
  const position = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
  return position === undefined ? 'it ends too early or is empty.' : `see position ${position}.`;
}
