import type { Prompt } from '../prompt.js';
import { UpstreamError } from '../prompt.js';
import type { Reply, Sink } from '../wire.js';

/** How long a caller hears nothing before the first comment, and between two. */
const everyMs = 1_000;
const comment = Buffer.from(': waiting for the answer\n\n');

/** All clients of these dialects skip comments, but for those that read an event stream as if it were JSON lines. */
function bearsComments({ client, headers }: Prompt): boolean {
  return !/gemini/i.test(`${client} ${headers['user-agent'] ?? ''}`);
}

/**
 * The same reply; where a streamed one is held back for longer than a second, it begins with comments meanwhile, so that
 * nobody gives up waiting. What goes wrong after that is told as the dialect's error event.
 */
export async function withHeartbeats(prompt: Prompt, coming: Promise<Reply>): Promise<Reply> {
  if (!prompt.facts.stream || !bearsComments(prompt)) return coming;
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<undefined>(resolve => (timer = setTimeout(() => resolve(undefined), everyMs)));
  const first = await Promise.race([coming, waited]).finally(() => clearTimeout(timer));
  return first ?? beginning(prompt, coming);
}

function beginning(prompt: Prompt, coming: Promise<Reply>): Reply {
  let inner: (Reply['body'] & { readonly kind: 'stream' }) | undefined;
  const pipe = (sink: Sink): void => {
    sink.chunk(comment);
    const beat = setInterval(() => sink.chunk(comment), everyMs);
    coming
      .finally(() => clearInterval(beat))
      .then(
        ({ body, status }) => {
          if (body.kind === 'stream') {
            inner = body;
            body.pipe(sink);
          } else if (status < 400) {
            sink.chunk(body.bytes);
            sink.end();
          } else sink.fail(prompt.dialect.errorEvent(status, 'upstream_error', messageIn(body.bytes)));
        },
        (error: unknown) => {
          const known = error instanceof UpstreamError ? error : undefined;
          const reason = `upstream_${known?.reason.replaceAll('-', '_') ?? 'failed'}`;
          const message = known?.message ?? 'The provider gave no reply.';
          sink.fail(prompt.dialect.errorEvent(known?.status ?? 502, reason, message));
        },
      );
  };
  const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' };
  return {
    status: 200,
    headers,
    body: { kind: 'stream', pipe, pause: () => inner?.pause(), resume: () => inner?.resume() },
  };
}

/** What a provider's error says, in the words of either family. */
function messageIn(bytes: Buffer): string {
  const found = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(bytes.toString('utf8'))?.[1];
  return found === undefined ? 'The provider refused the request.' : found.replaceAll('\\"', '"');
}
