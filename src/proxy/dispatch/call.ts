import type { Dispatcher } from 'undici';
import type { Clock, Prompt } from '../prompt.js';
import { UpstreamError } from '../prompt.js';
import type { Target } from '../rooms/plan.js';
import type { Ending, Outcome, Reply } from '../wire.js';
import { decoderFor } from './decode.js';
import { StreamedBody } from './streamed-body.js';
import { toUpstreamError } from './upstream-error.js';
import { replyHeaders } from './upstream-headers.js';
import { WholeBody } from './whole-body.js';

/** What one reply does with the bytes of its body. */
export interface BodyTaker {
  take(bytes: Buffer): void;
  /** All bytes came. */
  finish(): void;
  /** They will not come. */
  breakOff(error: UpstreamError): void;
}

/** What the two kinds of body share. */
export interface CallContext {
  readonly prompt: Prompt;
  readonly target: Target;
  readonly clock: Clock;
  readonly status: number;
  readonly headers: Reply['headers'];
  readonly hideUsage: boolean;
  /** Present when another model answers than the one that was asked for. */
  readonly rename: ((bytes: Buffer) => Buffer) | undefined;
  readonly controller: Dispatcher.DispatchController;
  readonly firstByteTick: number;
  resolve(reply: Reply): void;
  reject(error: UpstreamError): void;
  onEnd(ending: Ending): void;
}

type CallOptions = Pick<
  CallContext,
  'prompt' | 'target' | 'clock' | 'hideUsage' | 'rename' | 'resolve' | 'reject' | 'onEnd'
>;

/** One call to a provider, as undici tells it. */
export class Call implements Dispatcher.DispatchHandler {
  readonly #options: CallOptions;
  #controller: Dispatcher.DispatchController | undefined;
  #body: BodyTaker | undefined;
  #decode: ((bytes: Buffer | undefined) => void) | undefined;

  constructor(options: CallOptions) {
    this.#options = options;
  }

  /** The caller went away. */
  abort(): void {
    this.#controller?.abort(new UpstreamError('aborted', 'The caller went away.'));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#options.prompt.signal.aborted) this.abort();
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return;
    const context: CallContext = {
      ...this.#options,
      controller,
      status,
      headers: replyHeaders(headers),
      firstByteTick: this.#options.clock.tickMs(),
    };
    const type = String(headers['content-type'] ?? '');
    const streamed = status < 300 && type.includes('text/event-stream');
    const body = streamed ? new StreamedBody(context) : new WholeBody(context);
    this.#body = body;
    const decoder = decoderFor(headers['content-encoding']);
    if (decoder === undefined) return;
    decoder.on('data', (bytes: Buffer) => body.take(bytes));
    decoder.on('end', () => body.finish());
    decoder.on('error', error => body.breakOff(this.#toError(error)));
    this.#decode = bytes => (bytes === undefined ? decoder.end() : decoder.write(bytes));
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#decode === undefined) this.#body?.take(chunk);
    else this.#decode(chunk);
  }

  onResponseEnd(): void {
    if (this.#decode === undefined) this.#body?.finish();
    else this.#decode(undefined);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const reason = this.#toError(error);
    if (this.#body === undefined) this.#options.reject(reason);
    else this.#body.breakOff(reason);
  }

  #toError(error: Error): UpstreamError {
    if (error instanceof UpstreamError) return error;
    const { name, url } = this.#options.target.provider;
    return toUpstreamError(error, name, url);
  }
}

/** Who is to blame for a reply that broke off. */
export function outcomeOf(error: UpstreamError): Outcome {
  return error.reason === 'aborted' ? 'aborted' : 'upstream-failed';
}
