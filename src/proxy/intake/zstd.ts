import { setImmediate as nextTurn } from 'node:timers/promises';
import zlib from 'node:zlib';
import { Decompress } from 'fzstd';

/** Input handed to the JavaScript decoder between two turns of the event loop. */
const sliceBytes = 64 * 1024;

type NativeZstd = (
  raw: Buffer,
  options: { readonly maxOutputLength: number },
  tell: (error: Error | null, result: Buffer) => void,
) => void;

/**
 * Undoes zstd: by Node itself from 22.15 on, else in JavaScript. Rejects with a RangeError when the result would be
 * larger than `maxOutputLength`, with another error when the bytes make no sense.
 */
export function unzstd(raw: Buffer, { maxOutputLength }: { readonly maxOutputLength: number }): Promise<Buffer> {
  const native = (zlib as { readonly zstdDecompress?: NativeZstd }).zstdDecompress;
  if (native === undefined) return unzstdSlowly(raw, maxOutputLength);
  return new Promise((resolve, reject) => {
    native(raw, { maxOutputLength }, (error, result) => (error === null ? resolve(result) : reject(error)));
  });
}

/** For Node 20, which has no zstd of its own. */
export async function unzstdSlowly(raw: Buffer, maxOutputLength: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const decoder = new Decompress(part => {
    bytes += part.length;
    // A few bytes can stand for gigabytes: stop before they are kept.
    if (bytes > maxOutputLength) throw new RangeError('The decoded body is too large.');
    parts.push(part);
  });
  for (let at = 0; at < raw.length; at += sliceBytes) {
    const end = at + sliceBytes;
    decoder.push(raw.subarray(at, end), end >= raw.length);
    if (end < raw.length) await nextTurn();
  }
  if (raw.length === 0) throw new TypeError('There are no bytes.');
  return Buffer.concat(parts);
}
