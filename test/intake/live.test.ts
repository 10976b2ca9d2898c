import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import express from 'express';
import { expect, it } from 'vitest';
import { liveRoute } from '../../src/proxy/intake/api/live.js';
import type { Follower } from '../../src/proxy/intake/followers.js';

it('a follower that does not read is let go, and holds no more than so much', async () => {
  const present = new Set<Follower>();
  const api = express();
  liveRoute(api, {
    followers: {
      follow(follower) {
        present.add(follower);
        return () => void present.delete(follower);
      },
    },
  });
  const server = createServer(api).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.pause();
  socket.on('error', () => undefined);
  socket.write('GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await expect.poll(() => present.size).toBe(1);
  // More than the buffers of the system take between the two.
  const text = 'x'.repeat(256 * 1024);
  for (let sent = 0; present.size > 0 && sent < 400; sent++) {
    for (const follower of present) follower.take(text);
    await new Promise(resolve => setImmediate(resolve));
  }
  expect(present.size).toBe(0);
  socket.destroy();
  server.close();
});
