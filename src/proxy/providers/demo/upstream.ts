import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerTo } from './answer.js';
import { answerTokens, finishAnswer, type Completion } from './completion.js';
import { DemoRefusal } from './errors.js';
import { demoModels, faultOf, modelNamed } from './models.js';
import { PromptCache } from './prompt-cache.js';
import { chatRequestSchema, readingOf, type ChatRequest } from './request.js';
import { deliver, pause } from './send.js';
import { countTokens } from './tokens.js';

interface DemoUpstreamOptions {
  /** Wall clock in milliseconds since 1970; the machine's own by default. */
  readonly clock?: { nowMs(): number };
  /** Another seed gives other answers to the same questions. */
  readonly seed?: number;
  /** `realistic` waits as a model would; `instant` answers at once, for measuring what others add. */
  readonly pace?: 'instant' | 'realistic';
  /** How long the fault `slow` holds the first byte back. */
  readonly slowMs?: number;
}

export interface DemoUpstream {
  /** Origin without `/v1`, on this machine only. */
  readonly url: string;
  /** Chat requests answered or refused so far. */
  calls(): number;
  close(): Promise<void>;
}

/**
 * An OpenAI-compatible provider inside the product, so that everything can be tried without a key. It is
 * deterministic, prices and caches prompts by the provider's rules, and says in every answer that it is a demo.
 */
export async function startDemoUpstream(options: DemoUpstreamOptions = {}): Promise<DemoUpstream> {
  const demo = new Demo(options);
  const server = createServer((request, response) => void demo.handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls: () => demo.calls,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const maxBodyBytes = 32 * 1024 * 1024;

class Demo {
  calls = 0;
  private readonly cache: PromptCache;
  private readonly nowMs: () => number;

  constructor(private readonly options: DemoUpstreamOptions) {
    this.nowMs = () => options.clock?.nowMs() ?? Date.now();
    this.cache = new PromptCache(this.nowMs);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('x-demo', 'simulated answers, no model was asked');
    try {
      const path = request.url?.split('?', 1)[0];
      if (request.method === 'GET' && path === '/v1/models') sendJson(response, 200, modelList());
      else if (request.method === 'POST' && path === '/v1/chat/completions') await this.chat(request, response);
      else throw new DemoRefusal(404, 'unknown_url', `Unknown request URL: ${request.method ?? ''} ${path ?? ''}.`);
    } catch (error) {
      refuse(response, error);
    }
  }

  private async chat(http: IncomingMessage, response: ServerResponse): Promise<void> {
    this.calls += 1;
    const request = parseRequest(await readBody(http));
    const fault = faultOf(request.model, header(http, 'x-demo-error'));
    if (fault === '429') throw new DemoRefusal(429, 'rate_limit_exceeded', 'Rate limit reached', null, 1);
    if (fault === '500') throw new DemoRefusal(500, null, 'The server had an error');
    const model = modelNamed(request.model);
    if (model === undefined) {
      throw new DemoRefusal(404, 'model_not_found', `The model '${request.model}' does not exist`, 'model');
    }
    const completion = this.complete(request, `${request.model} ${header(http, 'authorization') ?? ''}`);
    if (fault === 'slow') await pause(this.options.slowMs ?? 5_000);
    await deliver(response, completion, {
      stream: request.stream === true,
      wantsUsage: request.stream_options?.include_usage === true,
      speed: this.options.pace === 'realistic' ? model : undefined,
      cut: fault === 'cut',
    });
  }

  private complete(request: ChatRequest, scope: string): Completion {
    const reading = readingOf(request);
    const finished = finishAnswer(answerTo(request, this.options.seed ?? 0), request);
    return {
      ...finished,
      id: `chatcmpl-demo${this.calls}${finished.answer.mark}`,
      created: Math.floor(this.nowMs() / 1_000),
      model: request.model,
      usage: {
        prompt: countTokens(reading),
        cached: this.cache.read(scope, reading),
        completion: answerTokens(finished.answer),
      },
    };
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw new DemoRefusal(413, null, 'The request is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseRequest(body: Buffer): ChatRequest {
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    throw new DemoRefusal(400, null, 'The body is not valid JSON');
  }
  const parsed = chatRequestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const param = issue?.path.join('.') ?? '';
  throw new DemoRefusal(400, null, `Invalid value for '${param}': ${issue?.message ?? 'unknown problem'}`, param);
}

function modelList(): object {
  const data = demoModels.map(model => ({ id: model.name, object: 'model', created: 0, owned_by: 'tuppence-demo' }));
  return { object: 'list', data };
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const refusal = error instanceof DemoRefusal ? error : new DemoRefusal(500, null, 'The demo failed');
  if (refusal.retryAfterS !== undefined) response.setHeader('retry-after', String(refusal.retryAfterS));
  sendJson(response, refusal.status, refusal.body());
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
