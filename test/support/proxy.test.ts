import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProxyStartError, startProxy, upstreamKey } from './proxy.js';
import { chatBody, send } from './send.js';
import { startUpstream, type Upstream } from './upstream.js';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());

test('a prompt goes through the built proxy with the upstream key, and nothing is left behind', async () => {
  const proxy = await startProxy({ upstream: upstream.url });
  const reply = await send(`${proxy.url}/v1/chat/completions`, {
    body: chatBody('Does this arrive?'),
    headers: { authorization: `Bearer ${proxy.token}` },
  });
  expect(reply.status).toBe(200);
  expect(reply.text).toContain('Does this arrive?');
  expect(upstream.requests()[0]!.headers.authorization).toBe(`Bearer ${upstreamKey}`);
  await proxy.stop();
  expect(existsSync(proxy.dataDir)).toBe(false);
  expect(() => process.kill(proxy.pid, 0)).toThrow('ESRCH');
});

test('a killed proxy leaves its data folder for whoever wants to look', async () => {
  const proxy = await startProxy({ upstream: upstream.url });
  await proxy.kill9();
  expect(existsSync(proxy.dataDir)).toBe(true);
  expect(() => process.kill(proxy.pid, 0)).toThrow('ESRCH');
  await proxy.stop();
  expect(existsSync(proxy.dataDir)).toBe(false);
});

test('a proxy that cannot start is an error that carries what it said', async () => {
  const failed = startProxy({ upstream: upstream.url, args: ['--port', 'nonsense'] });
  await expect(failed).rejects.toThrow(ProxyStartError);
  await expect(failed).rejects.toMatchObject({ reason: 'exited', stderr: expect.stringMatching(/port/u) as string });
});
