import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';

// The least that any proxy in Node can do: it takes a body in, sends it on with the same client library, and gives the
// reply back. What Tuppence adds beyond this is its own; what this adds is Node's, the machine's and its load's.

/** Serves in this process until its parent lets go. Tells the parent the port. */
export async function servePassThrough(upstream: string): Promise<void> {
  const pool = new Pool(upstream, { connections: 16, pipelining: 1, keepAliveTimeout: 60_000 });
  const server = createServer((req, res) => take(pool, req, res));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  process.send?.({ port: (server.address() as AddressInfo).port });
  await new Promise<void>(left => process.once('disconnect', left));
  server.close();
  server.closeAllConnections();
  await pool.destroy();
}

function take(pool: Pool, req: IncomingMessage, res: ServerResponse): void {
  const pieces: Buffer[] = [];
  req.on('data', (piece: Buffer) => pieces.push(piece));
  req.on('end', () => {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer sk-bench' };
    pool.dispatch(
      { path: req.url ?? '', method: 'POST', headers, body: Buffer.concat(pieces) },
      {
        onRequestStart: () => undefined,
        onResponseStart: (_controller, status, replyHeaders) =>
          void res.writeHead(status, { 'content-type': replyHeaders['content-type'] ?? '' }),
        onResponseData: (_controller, chunk) => void res.write(chunk),
        onResponseEnd: () => res.end(),
        onResponseError: () => res.destroy(),
      },
    );
  });
}
