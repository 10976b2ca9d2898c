import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A paid provider as far as the editor's stories need one: it wants its key, answers at length, and bills for it. */
export interface Provider {
  /** With `/v1`. */
  readonly url: string;
  /** What was asked, newest last: the path, the model, and the last words of the user. */
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

export interface Asked {
  readonly path: string;
  readonly model: string;
  readonly words: string;
  readonly key: string;
  readonly tools: number;
}

export const providerKey = 'sk-proj-e2e0123456789abcdef0123456789abcdef';

/** Speaks OpenAI chat and Anthropic messages, whole and streamed. 1,200 tokens in, 800 out. */
export async function startProvider(): Promise<Provider> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const key = String(request.headers['x-api-key'] ?? request.headers.authorization ?? '').replace('Bearer ', '');
      if (key !== providerKey) {
        response.writeHead(401, { 'content-type': 'application/json' });
        response.end(
          '{"error":{"message":"Incorrect API key provided.","type":"invalid_request_error","code":"invalid_api_key"}}',
        );
        return;
      }
      if (request.method === 'GET') {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify({
            object: 'list',
            data: ['gpt-4.1', 'gpt-4.1-mini', 'gpt-4.1-nano'].map(id => ({
              id,
              object: 'model',
              owned_by: 'openai',
              created: 1,
            })),
          }),
        );
        return;
      }
      const body = JSON.parse(Buffer.concat(parts).toString()) as Body;
      const path = request.url ?? '';
      asked.push({ path, model: body.model, words: lastWords(body), key, tools: body.tools?.length ?? 0 });
      const text = `Answer ${String(asked.length)}: a proxy stands between two sides and passes on what they say.`;
      const reply = path.includes('/messages') ? message(body.model, text) : completion(body, text);
      response.writeHead(200, { 'content-type': body.stream === true ? 'text/event-stream' : 'application/json' });
      response.end(body.stream === true ? reply.stream : reply.whole);
    });
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1`,
    asked,
    close: () =>
      new Promise(done => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

interface Body {
  readonly model: string;
  readonly stream?: boolean;
  readonly tools?: readonly unknown[];
  readonly messages: readonly { readonly content: string | readonly { readonly text?: string }[] }[];
}

function lastWords({ messages }: Body): string {
  const content = messages.at(-1)?.content ?? '';
  return typeof content === 'string' ? content : content.map(part => part.text ?? '').join('\n');
}

function completion({ model }: Body, text: string) {
  const usage = { prompt_tokens: 1_200, completion_tokens: 800, total_tokens: 2_000 };
  const base = { id: 'chatcmpl-e2e', created: 1_790_000_000, model };
  const chunk = (choices: object[], more: object = {}) =>
    `data: ${JSON.stringify({ ...base, object: 'chat.completion.chunk', choices, ...more })}\n\n`;
  const stream = [
    chunk([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }]),
    ...text.split(/(?<= )/u).map(word => chunk([{ index: 0, delta: { content: word }, finish_reason: null }])),
    chunk([{ index: 0, delta: {}, finish_reason: 'stop' }]),
    chunk([], { usage }),
    'data: [DONE]\n\n',
  ].join('');
  const choices = [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }];
  return { stream, whole: JSON.stringify({ ...base, object: 'chat.completion', choices, usage }) };
}

function message(model: string, text: string) {
  const usage = { input_tokens: 1_200, output_tokens: 800 };
  const base = { id: 'msg_e2e', type: 'message', role: 'assistant', model, stop_sequence: null };
  const event = (type: string, more: object) => `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`;
  const stream = [
    event('message_start', {
      message: { ...base, content: [], stop_reason: null, usage: { ...usage, output_tokens: 1 } },
    }),
    event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }),
    event('content_block_stop', { index: 0 }),
    event('message_delta', { delta: { stop_reason: 'end_turn', stop_sequence: null }, usage }),
    event('message_stop', {}),
  ].join('');
  return {
    stream,
    whole: JSON.stringify({ ...base, content: [{ type: 'text', text }], stop_reason: 'end_turn', usage }),
  };
}
