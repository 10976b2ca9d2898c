import { createServer, request } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** A network's HTTP proxy on loopback: whatever host is asked for, it leads to one place, and it keeps what was asked. */
export interface NetworkProxy {
  readonly url: string;
  /** Hosts that were asked for, one for each connection or request, oldest first. */
  hosts(): readonly string[];
  close(): Promise<void>;
}

export async function startNetworkProxy(to: string): Promise<NetworkProxy> {
  const target = new URL(to);
  const asked: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((req, res) => {
    const { host, pathname, search } = new URL(req.url ?? '');
    asked.push(host);
    const { method, headers } = req;
    const on = request(
      { host: target.hostname, port: target.port, path: pathname + search, method, headers },
      reply => {
        res.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(res);
      },
    );
    req.pipe(on);
  });
  server.on('connect', (req, socket, head) => {
    asked.push(req.url ?? '');
    const on = connect(Number(target.port), target.hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      on.write(head);
      on.pipe(socket).pipe(on);
    });
    on.on('error', () => socket.destroy());
    socket.on('error', () => on.destroy());
  });
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    hosts: () => [...asked],
    close: () =>
      new Promise(done => {
        server.close(() => done());
        for (const socket of open) socket.destroy();
      }),
  };
}
