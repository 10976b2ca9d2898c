import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

// A provider that costs as little as possible: fixed bytes, no delay, no look at the request but for its mode.

const contentChunks = 200;

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

const usage = {
  prompt_tokens: 120,
  completion_tokens: 200,
  total_tokens: 320,
  prompt_tokens_details: { cached_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 0 },
};
const words = 'A rebase moves commits onto another base and gives each of them a new name, so shared history changes. ';
const wholeReply = Buffer.from(
  JSON.stringify({
    id: 'chatcmpl-bench',
    object: 'chat.completion',
    created: 1_760_000_000,
    model: 'gpt-4.1',
    choices: [{ index: 0, message: { role: 'assistant', content: words.repeat(4) }, finish_reason: 'stop' }],
    usage,
  }),
);
const events = [
  event([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }]),
  ...Array.from({ length: contentChunks }, (_, i) =>
    event([{ index: 0, delta: { content: ` word${i}` }, finish_reason: null }]),
  ),
  event([{ index: 0, delta: {}, finish_reason: 'stop' }]),
  event([], usage),
  Buffer.from('data: [DONE]\n\n'),
];

function event(choices: readonly object[], withUsage: object | null = null): Buffer {
  const chunk = { id: 'chatcmpl-bench', object: 'chat.completion.chunk', created: 1_760_000_000, model: 'gpt-4.1' };
  return Buffer.from(`data: ${JSON.stringify({ ...chunk, choices, usage: withUsage })}\n\n`);
}

function take(req: IncomingMessage, res: ServerResponse): void {
  let first: Buffer | undefined;
  let last: Buffer = Buffer.alloc(0);
  req.on('data', (piece: Buffer) => {
    first ??= piece;
    last = piece;
  });
  req.on('end', () => (asksStream(first, last) ? stream(res) : whole(res)));
}

/** The flag stands near one end of the body, wherever a proxy that rewrites bodies has put it. */
function asksStream(first: Buffer | undefined, last: Buffer): boolean {
  const ends = `${first?.toString('latin1', 0, 400) ?? ''} ${last.toString('latin1', Math.max(0, last.length - 400))}`;
  return /"stream"\s*:\s*true/u.test(ends);
}

function whole(res: ServerResponse): void {
  res.writeHead(200, { 'content-type': 'application/json', 'content-length': wholeReply.length });
  res.end(wholeReply);
}

/** One turn of the event loop per event: writes of one turn would leave as one. */
function stream(res: ServerResponse): void {
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
