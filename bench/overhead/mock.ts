import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockReply, type MockReply } from './mock-replies.js';

// A provider that costs as little as possible: fixed bytes, no delay, no look at the request but for its path and mode.

/** Serves in this process until its parent lets go. Tells the parent the port. */
export async function serveMock(port: number): Promise<void> {
  const server = createServer(take);
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  process.send?.({ port: (server.address() as AddressInfo).port });
  await new Promise<void>(left => process.once('disconnect', left));
  server.close();
  server.closeAllConnections();
}

function take(req: IncomingMessage, res: ServerResponse): void {
  const reply = mockReply(req.url ?? '');
  let first: Buffer | undefined;
  let last: Buffer = Buffer.alloc(0);
  req.on('data', (piece: Buffer) => {
    first ??= piece;
    last = piece;
  });
  req.on('end', () => {
    if (reply === undefined) res.writeHead(404).end();
    else if (asksStream(first, last)) stream(res, reply);
    else whole(res, reply);
  });
}

/** The flag stands near one end of the body, wherever a proxy that rewrites bodies has put it. */
function asksStream(first: Buffer | undefined, last: Buffer): boolean {
  const ends = `${first?.toString('latin1', 0, 400) ?? ''} ${last.toString('latin1', Math.max(0, last.length - 400))}`;
  return /"stream"\s*:\s*true/u.test(ends);
}

function whole(res: ServerResponse, reply: MockReply): void {
  res.writeHead(200, { 'content-type': 'application/json', 'content-length': reply.whole.length });
  res.end(reply.whole);
}

/** One turn of the event loop per event: writes of one turn would leave as one. */
function stream(res: ServerResponse, { events }: MockReply): void {
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  let next = 0;
  const step = (): void => {
    const bytes = events[next++];
    if (bytes === undefined || res.destroyed) {
      res.end();
      return;
    }
    res.write(bytes);
    setImmediate(step);
  };
  step();
}
