import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CatalogueModel } from '../../../src/proxy/models/catalogue.js';
import { starterDir } from '../../cache/support/worker.js';

export type Fault = 'cut' | 'other-bytes' | 'longer' | 'missing' | 'busy' | 'no-word';

/** A hub on this machine: it redirects files to a second host, which knows ranges, as the real one does. */
export interface Mirror {
  readonly url: string;
  readonly model: CatalogueModel;
  /** What the next requests for the weights meet, one each. */
  readonly faults: Fault[];
  /** `Range` of each request for the weights that the second host saw. */
  readonly ranges: (string | undefined)[];
}

const names = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx'];

/** Offers the starter's files as another model. */
export async function startMirror(): Promise<Mirror> {
  const bytesOf = new Map(names.map(name => [name, readFileSync(join(starterDir, name))]));
  const faults: Fault[] = [];
  const ranges: (string | undefined)[] = [];
  const send = (path: string, range: string | undefined, response: ServerResponse) => {
    const name = names.find(candidate => path.endsWith(`/${candidate}`));
    const bytes = name === undefined ? undefined : bytesOf.get(name);
    const isWeights = name?.endsWith('.onnx') === true;
    if (isWeights) ranges.push(range);
    const fault = isWeights ? faults.shift() : undefined;
    if (fault === 'no-word') return;
    if (fault === 'busy') {
      response.writeHead(429, { 'retry-after': '1' }).end();
      return;
    }
    if (bytes === undefined || fault === 'missing') {
      response.writeHead(404).end('no');
      return;
    }
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    const rest = fault === 'other-bytes' ? Buffer.alloc(bytes.length, 1) : bytes.subarray(from);
    const length = rest.length + (fault === 'longer' ? 5 : 0);
    response.writeHead(from > 0 ? 206 : 200, {
      etag: '"one"',
      'content-length': String(length),
      ...(from > 0 ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
    });
    if (fault !== 'cut') response.end(rest);
    else response.write(rest.subarray(0, rest.length >> 1), () => setTimeout(() => response.destroy(), 20));
  };
  const cdn = await listen(createServer((request, response) => send(request.url ?? '', request.headers.range, response)));
  const hub = await listen(
    createServer((request, response) => {
      response.writeHead(302, { location: `${cdn}/cdn${request.url ?? ''}` }).end();
    }),
  );
  const files = names.map(path => {
    const bytes = bytesOf.get(path) ?? Buffer.alloc(0);
    return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
  const model: CatalogueModel = {
    id: 'tiny',
    label: 'Tiny',
    repo: 'somebody/tiny',
    revision: '0'.repeat(40),
    licence: 'MIT',
    dims: 128,
    dtype: 'fp32',
    pooling: 'mean',
    prefix: '',
    maxTokens: 512,
    files,
  };
  return { url: hub, model, faults, ranges };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
