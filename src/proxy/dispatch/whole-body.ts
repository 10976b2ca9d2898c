import { UpstreamError } from '../prompt.js';
import type { Finding } from '../wire.js';
import type { BodyTaker, CallContext } from './call.js';
import { toUpstreamError } from './upstream-error.js';

/** Larger bodies are no chat replies; holding them would only fill the memory. */
const maxWholeBytes = 256 * 1024 * 1024;

/** A reply in one piece: an answer that was not streamed, or an error of the provider. Passed on when all of it is here. */
export class WholeBody implements BodyTaker {
  readonly #context: CallContext;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(context: CallContext) {
    this.#context = context;
  }

  take(bytes: Buffer): void {
    this.#chunks.push(bytes);
    this.#bytes += bytes.length;
    if (this.#bytes > maxWholeBytes) this.#context.controller.abort(this.#misfit('garbage'));
  }

  finish(): void {
    const { prompt, status, headers, clock, firstByteTick, rename } = this.#context;
    const [only, ...others] = this.#chunks;
    const came = only !== undefined && others.length === 0 ? only : Buffer.concat(this.#chunks);
    const body = rename?.(came) ?? came;
    if (status >= 300 && status < 400) return this.#context.reject(this.#misfit('redirect'));
    const finding = status < 300 ? prompt.dialect.readWhole(body) : noFinding;
    if (status < 300 && finding.end === 'broken' && !isJsonObject(body)) {
      return this.#context.reject(this.#misfit('garbage'));
    }
    const outcome = status < 300 ? 'ok' : 'upstream-error';
    const endTick = clock.tickMs();
    this.#context.onEnd({ status, form: 'whole', finding, body, firstByteTick, endTick, outcome });
    this.#context.resolve({ status, headers, body: { kind: 'whole', bytes: body } });
  }

  breakOff(error: UpstreamError): void {
    this.#context.reject(error);
  }

  #misfit(reason: 'garbage' | 'redirect'): UpstreamError {
    const { name, url } = this.#context.target.provider;
    return toUpstreamError(new UpstreamError(reason, ''), name, url);
  }
}

const noFinding: Finding = {
  usage: undefined,
  model: undefined,
  end: 'failed',
  calledTools: false,
  refused: false,
  empty: true,
  answerChars: 0,
};

function isJsonObject(body: Buffer): boolean {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
