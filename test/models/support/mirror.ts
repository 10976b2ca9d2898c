import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { CatalogueModel } from '../../../src/proxy/models/catalogue.js';
import { otherModel, type OtherModel } from './other-model.js';

/** `stuck`: half of it comes, and then nothing more. */
export type Fault = 'cut' | 'stuck' | 'other-bytes' | 'longer' | 'missing' | 'busy' | 'no-word';

/** A hub on this machine: it redirects files to a second host, which knows ranges, as the real one does. */
export interface Mirror {
  readonly url: string;
  readonly model: CatalogueModel;
  /** What the next requests for the weights meet, one each. */
  readonly faults: Fault[];
  /** `Range` of each request for the weights that the second host saw. */
  readonly ranges: (string | undefined)[];
}

/** What the hub says the branch `main` is. */
export const mainCommit = '1'.repeat(40);

/** Offers a model, and no other. */
export async function startMirror(offered: OtherModel = otherModel()): Promise<Mirror> {
  const faults: Fault[] = [];
  const ranges: (string | undefined)[] = [];
  const send = (path: string, range: string | undefined, response: ServerResponse) => {
    const name = /\/resolve\/[^/]+\/(.+)$/.exec(path)?.[1];
    const bytes = name === undefined ? undefined : offered.files.get(name);
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
    if (fault !== 'cut' && fault !== 'stuck') response.end(rest);
    else {
      const stop = () => (fault === 'cut' ? setTimeout(() => response.destroy(), 20) : undefined);
      response.write(rest.subarray(0, rest.length >> 1), stop);
    }
  };
  const cdn = await listen(createServer((request, response) => send(request.url ?? '', request.headers.range, response)));
  const hub = await listen(
    createServer((request, response) => {
      const commit = /\/resolve\/([^/]+)\//.exec(request.url ?? '')?.[1] ?? '';
      response
        .writeHead(302, {
          location: `${cdn}/cdn${request.url ?? ''}`,
          'x-repo-commit': commit === 'main' ? mainCommit : commit,
        })
        .end();
    }),
  );
  return { url: hub, model: offered.entry, faults, ranges };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
