import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A network proxy that lets nobody through and remembers where they wanted to go. */
export interface DeadEnd {
  readonly url: string;
  /** Hosts, each once, sorted. */
  asked(): readonly string[];
  close(): Promise<void>;
}

/** Starts a dead end on a free port of 127.0.0.1. */
export async function startDeadEnd(): Promise<DeadEnd> {
  const hosts = new Set<string>();
  const server = createServer((req, res) => {
    hosts.add(new URL(req.url ?? '', 'http://nobody').host);
    res.writeHead(403).end();
  });
  server.on('connect', (req, socket) => {
    hosts.add(req.url ?? '');
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => [...hosts].sort(),
    close: () =>
      new Promise<void>(done => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
