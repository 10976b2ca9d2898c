import express from 'express';
import type { Express, NextFunction, Request, Response } from 'express';
import { proofOf, proofPath, readNonce } from '../../proof/proof.js';
import type { Clock, NewId, Origin, Prompt } from '../prompt.js';
import { BadRequestError, UpstreamError } from '../prompt.js';
import type { Dialect, Reply } from '../wire.js';
import { readAddress } from './address.js';
import type { Activity } from './activity.js';
import type { Address } from './address.js';
import { parseBody, readBody } from './body.js';
import { clientName } from './client-name.js';
import { readControls } from './controls.js';
import type { Dashboard } from './dashboard.js';
import { readCredentials, refuseHost, refuseOrigin } from './door.js';
import type { OwnKey, Refusal } from './door.js';
import { forwardedHeaders } from './request-headers.js';

/** What the front door needs from the rest of the house. */
export interface IntakeOptions {
  readonly token: string;
  readonly activity: Pick<Activity, 'note'>;
  readonly dialects: readonly Dialect[];
  readonly origin: (ownKey: OwnKey | undefined, dialect: Dialect['name']) => Origin;
  readonly answer: (prompt: Prompt) => Promise<Reply>;
  /** The list of models, or one of them, in the dialect that the caller speaks. */
  readonly models: (origin: Origin, path: string, headers: Readonly<Record<string, string>>) => Promise<Reply>;
  /** Tuppence's own routes under `/api`. */
  readonly api: express.Router;
  readonly dashboard: Dashboard;
  readonly health: () => object;
  readonly sendReply: (response: Response, reply: Reply) => void;
  readonly sendError: (response: Response, dialect: Pick<Dialect, 'error'>, error: Refusal) => void;
  readonly clock: Clock;
  readonly newId: NewId;
}

/**
 * The front door. Host, Origin and token are checked before a byte of the body is read; bodies are read raw, so that
 * what goes upstream is what came in.
 */
export function makeApp(options: IntakeOptions): Express {
  const [first] = options.dialects;
  if (first === undefined) throw new RangeError('At least one dialect is needed.');
  // Whoever names Anthropic's version, or asks below /messages, can read Anthropic's errors only.
  const speakerOf = (request: Request, path: string): Dialect =>
    byPath.get(path) ??
    ('anthropic-version' in request.headers
      ? (options.dialects.find(({ name }) => name === 'anthropic-messages') ?? first)
      : first);
  const byPath = new Map(options.dialects.flatMap(dialect => dialect.paths.map(path => [path, dialect] as const)));
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);

  app.use((request: Request, response: Response, next: NextFunction) => {
    const address = readAddress(request.url);
    const startTick = options.clock.tickMs();
    request.url = address.path + address.query;
    const refused = refuseHost(request.headers.host) ?? refuseOrigin(request.headers.origin, request.headers.host);
    if (refused !== undefined) {
      turnAway(options, speakerOf(request, address.path), response, refused);
      return;
    }
    if (address.path === '/healthz' && request.headers.authorization === undefined) {
      // Says only that somebody listens; who it is, is told to those who hold the token.
      response.json({ status: 'ok' });
      return;
    }
    const nonce = address.path === proofPath ? readNonce(address.query) : undefined;
    if (nonce !== undefined) {
      response.json({ proof: proofOf(options.token, request.socket.localPort ?? 0, nonce) });
      return;
    }
    if (options.dashboard.serves(address.path)) {
      options.dashboard.send(address.path, request, response).catch(next);
      return;
    }
    const credentials = readCredentials(request.headers, options.token);
    if (credentials.kind === 'refused') {
      turnAway(options, speakerOf(request, address.path), response, credentials.refusal);
      return;
    }
    options.activity.note(response);
    const locals: DoorLocals = { address, ownKey: credentials.ownKey, startTick };
    const dialect = request.method === 'POST' ? byPath.get(address.path) : undefined;
    if (dialect === undefined) {
      Object.assign(response.locals, locals);
      next();
      return;
    }
    // Prompts go straight in: walking the router's other layers would cost each of them for nothing.
    receive(options, dialect, locals, request, response).catch((error: unknown) =>
      options.sendError(response, dialect, toRefusal(error)),
    );
  });

  // What clients ask to see whether anybody is there.
  app.get(['/', '/api/hello'], (_request, response) => {
    response.json({ status: 'ok', product: 'tuppence' });
  });
  app.get('/healthz', (_request, response) => {
    response.json(options.health());
  });
  app.use('/api', options.api);
  app.get(['/models', '/models/:model'], async (request, response) => {
    const { address, ownKey } = door(response);
    const asked = speakerOf(request, request.path).name;
    const reply = await options.models(
      options.origin(ownKey, asked),
      address.path + address.query,
      forwardedHeaders(request.headers),
    );
    options.sendReply(response, reply);
  });
  app.use((request, response) => {
    const known = byPath.has(request.path);
    options.sendError(
      response,
      speakerOf(request, request.path),
      known
        ? { status: 405, reason: 'method_not_allowed', message: `${request.path} takes POST, not ${request.method}.` }
        : {
            status: 404,
            reason: 'unknown_path',
            message: `Nothing answers ${request.method} ${request.path.slice(0, 100)}.`,
          },
    );
  });
  // Express calls this for what its own routing refuses, such as a badly encoded path.
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    options.sendError(response, speakerOf(request, request.path), toRefusal(error));
  });
  return app;
}

interface DoorLocals {
  readonly address: Address;
  readonly ownKey: OwnKey | undefined;
  readonly startTick: number;
}

function door(response: Response): DoorLocals {
  return response.locals as DoorLocals;
}

async function receive(
  options: IntakeOptions,
  dialect: Dialect,
  locals: DoorLocals,
  request: Request,
  response: Response,
): Promise<void> {
  const { address, ownKey, startTick } = locals;
  const controls = readControls(request.headers);
  const raw = await readBody(request);
  const body = parseBody(raw);
  const facts = dialect.read(body);
  const gone = new AbortController();
  response.on('close', () => {
    if (!response.writableEnded) gone.abort();
  });
  const reply = await options.answer({
    id: options.newId(),
    receivedMs: options.clock.nowMs(),
    startTick,
    dialect,
    path: address.path,
    query: address.query,
    headers: forwardedHeaders(request.headers),
    raw,
    body,
    facts,
    controls,
    client: address.client ?? clientName(request.headers),
    origin: options.origin(ownKey, dialect.name),
    signal: gone.signal,
  });
  options.sendReply(response, reply);
}

/** The rest of the body is not wanted; the connection is closed so that nobody has to wait for it. */
function turnAway(options: IntakeOptions, dialect: Dialect, response: Response, refusal: Refusal): void {
  response.setHeader('connection', 'close');
  options.sendError(response, dialect, refusal);
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof BadRequestError) return { status: error.status, reason: error.reason, message: error.message };
  if (error instanceof UpstreamError) {
    return { status: error.status, reason: `upstream_${error.reason.replaceAll('-', '_')}`, message: error.message };
  }
  const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
  return {
    status,
    reason: status < 500 ? 'bad_request' : 'internal_error',
    message:
      status < 500
        ? 'The request cannot be read.'
        : 'Tuppence failed on this request and has not sent it anywhere. Please report it; meanwhile the provider can be used directly.',
  };
}
