import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';

/** The port cannot be had; the sentence says what to do. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  constructor(
    readonly reason: 'port-in-use' | 'not-allowed' | 'failed',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Time for a caller to send its headers, and for its whole body. A slow sender must not hold a connection for ever. */
const headersTimeoutMs = 10_000;
const uploadTimeoutMs = 60_000;

/** Listens on this machine only. Port 0 takes any free one. Rejects with {@link ListenError}. */
export async function listen(handler: RequestListener, port: number): Promise<{ server: Server; port: number }> {
  const server = createServer(
    { headersTimeout: headersTimeoutMs, requestTimeout: uploadTimeoutMs, keepAliveTimeout: 65_000, noDelay: true },
    handler,
  );
  server.maxConnections = 1_024;
  // Codex tries a WebSocket first; 426 is the one answer that makes it use plain HTTP at once.
  server.on('upgrade', (_request, socket) => {
    socket.end('HTTP/1.1 426 Upgrade Required\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(toListenError(error, port)));
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : port };
}

function toListenError(error: NodeJS.ErrnoException, port: number): ListenError {
  if (error.code === 'EADDRINUSE') {
    return new ListenError(
      'port-in-use',
      `Port ${port} is in use, perhaps by another Tuppence: stop it, or choose a port with --port (0 takes any free one).`,
      { cause: error },
    );
  }
  if (error.code === 'EACCES') {
    return new ListenError('not-allowed', `Port ${port} is not yours to use: choose one above 1023 with --port.`, {
      cause: error,
    });
  }
  return new ListenError('failed', `Port ${port} cannot be listened on: ${error.message}.`, { cause: error });
}
