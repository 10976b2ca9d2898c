import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/**
 * Some gateways compress although uncompressed bytes were asked for. Usage must be found all the same, so the reply is
 * decoded here. Undefined when there is nothing to decode.
 */
export function decoderFor(encoding: string | readonly string[] | undefined): Transform | undefined {
  switch (typeof encoding === 'string' ? encoding.trim().toLowerCase() : '') {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      return undefined;
  }
}
