import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxBodyBytes, readBody } from '../../src/proxy/intake/body.js';
import { unzstdSlowly } from '../../src/proxy/intake/zstd.js';
import { BadRequestError } from '../../src/proxy/prompt.js';

const text =
  '{"model":"gpt-4o","messages":[{"role":"user","content":"Say hello, say hello, say hello, say hello, say hello to everybody."}]}';

/** {@link text} as the `zstd` program makes it at level 19. */
const compressed = Buffer.from(
  'KLUv/SR/dQIAYkUREZB9hJA84I1mZvuP7IAZZmYhG20fmUmV6eMH0oIKgnzvHcjJeHEb30a5PDj9er34P0ldn+L1W6r1oQeXRNjZvPh7JqHrAQAEQyUKrubl/A==',
  'base64',
);

/** A zstd frame of uncompressed blocks (RFC 8878, 3.1.1), or of one block that repeats a byte `repeat` times. */
function frame(content: Buffer, repeat?: number): Buffer {
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0b0000_0000, 0x58]);
  const blockSize = 100_000;
  const blocks: Buffer[] = [];
  const header = (size: number, type: number, last: boolean) => {
    const bytes = Buffer.alloc(3);
    bytes.writeUIntLE(size * 8 + type * 2 + (last ? 1 : 0), 0, 3);
    return bytes;
  };
  if (repeat !== undefined) {
    for (let left = repeat; left > 0; left -= blockSize) {
      blocks.push(header(Math.min(left, blockSize), 1, left <= blockSize), content.subarray(0, 1));
    }
    return Buffer.concat([head, ...blocks]);
  }
  for (let at = 0; at === 0 || at < content.length; at += blockSize) {
    const part = content.subarray(at, at + blockSize);
    blocks.push(header(part.length, 0, at + blockSize >= content.length), part);
  }
  return Buffer.concat([head, ...blocks]);
}

async function read(bytes: Buffer, encoding?: string): Promise<string> {
  const request = new PassThrough();
  const headers = encoding === undefined ? {} : { 'content-encoding': encoding };
  const body = readBody(Object.assign(request, { headers, complete: true }) as unknown as IncomingMessage);
  request.end(bytes);
  return (await body).toString('utf8');
}

async function refusal(bytes: Buffer, encoding: string): Promise<Pick<BadRequestError, 'status' | 'reason'>> {
  const error: unknown = await read(bytes, encoding).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(BadRequestError);
  return error as BadRequestError;
}

describe('a request body', () => {
  it.each([
    ['as it is', undefined, Buffer.from(text)],
    ['as identity', 'identity', Buffer.from(text)],
    ['as gzip', 'gzip', gzipSync(text)],
    ['as deflate', 'deflate', deflateSync(text)],
    ['as brotli', 'br', brotliCompressSync(text)],
    ['as zstd', 'zstd', compressed],
    ['as zstd, in capitals', ' ZSTD ', compressed],
    ['as zstd of raw blocks', 'zstd', frame(Buffer.from(text))],
  ])('is read when it comes %s', async (_name, encoding, bytes) => {
    expect(await read(bytes, encoding)).toBe(text);
  });

  it.each(['gzip', 'deflate', 'br', 'zstd'])('that is no %s is refused with 400', async encoding => {
    expect(await refusal(Buffer.from('plain words'), encoding)).toMatchObject({ status: 400, reason: 'bad_encoding' });
  });

  it('that is cut zstd is refused, and so is an empty one', async () => {
    expect(await refusal(compressed.subarray(0, 20), 'zstd')).toMatchObject({ status: 400 });
    expect(await refusal(Buffer.alloc(0), 'zstd')).toMatchObject({ status: 400 });
  });

  it('that grows beyond the limit when it is decoded is refused with 413', async () => {
    const bomb = frame(Buffer.from(' '), maxBodyBytes + 1);
    expect(bomb.length).toBeLessThan(10_000);
    expect(await refusal(bomb, 'zstd')).toMatchObject({ status: 413, reason: 'body_too_large' });
    expect(await refusal(gzipSync(Buffer.alloc(maxBodyBytes + 1)), 'gzip')).toMatchObject({ status: 413 });
  });

  it('in an unknown encoding is refused with 415 and told which ones are known', async () => {
    const error = await refusal(Buffer.from(text), 'snappy');
    expect(error).toMatchObject({ status: 415, reason: 'unsupported_encoding' });
  });
});

describe('zstd without the help of Node', () => {
  it('gives what was packed, however long', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300_000, size: 'max' }), async bytes => {
        const content = Buffer.from(bytes);
        expect((await unzstdSlowly(frame(content), maxBodyBytes)).equals(content)).toBe(true);
      }),
      { numRuns: 15 },
    );
    expect((await unzstdSlowly(compressed, maxBodyBytes)).toString()).toBe(text);
  });

  it('ends with an error for any bytes that are none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), async bytes => {
        const damaged = Buffer.concat([compressed.subarray(0, 12), Buffer.from(bytes)]);
        await unzstdSlowly(damaged, maxBodyBytes).then(
          result => expect(result.length).toBeLessThanOrEqual(maxBodyBytes),
          (error: unknown) => expect(error).toBeInstanceOf(Error),
        );
      }),
    );
  });
});
