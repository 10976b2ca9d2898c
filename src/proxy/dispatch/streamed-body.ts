import type { UpstreamError } from '../prompt.js';
import type { Outcome, StreamWatch } from '../wire.js';
import { outcomeOf } from './call.js';
import type { BodyTaker, CallContext } from './call.js';
import { Outlet } from '../stream/outlet.js';

/** How long a provider may keep the connection open behind the terminal event before it is closed for it. */
const lingerMs = 1_000;

/** A streamed reply: whole events go on as they come, and the caller's body ends right behind the terminal event. */
export class StreamedBody implements BodyTaker {
  readonly #context: CallContext;
  readonly #watch: StreamWatch;
  readonly #outlet = new Outlet();
  readonly #chunks: Buffer[] = [];
  #over = false;
  #linger: NodeJS.Timeout | undefined;

  constructor(context: CallContext) {
    this.#context = context;
    this.#watch = context.prompt.dialect.watchStream();
    const { status, headers, controller } = context;
    context.resolve({
      status,
      headers,
      body: {
        kind: 'stream',
        pipe: sink => this.#outlet.pipe(sink),
        pause: () => controller.pause(),
        resume: () => controller.resume(),
      },
    });
  }

  take(bytes: Buffer): void {
    if (this.#over) return;
    this.#chunks.push(bytes);
    this.#pass(this.#watch.feed(bytes, this.#context.hideUsage));
  }

  finish(): void {
    clearTimeout(this.#linger);
    if (this.#over) return;
    const { hideUsage } = this.#context;
    this.#pass(this.#watch.flush(hideUsage));
    if (this.#watch.ended) return;
    const { end } = this.#watch.finding();
    if (end !== 'broken') return this.#close(end === 'failed' ? 'upstream-error' : 'ok');
    this.#fail('upstream-failed', 'stream_cut', 'The provider ended its answer in the middle: try again.');
  }

  breakOff(error: UpstreamError): void {
    clearTimeout(this.#linger);
    if (this.#over) return;
    this.#fail(outcomeOf(error), `upstream_${error.reason.replaceAll('-', '_')}`, error.message);
  }

  #pass(whole: Buffer): void {
    const visible = whole.length === 0 ? whole : (this.#context.rename?.(whole) ?? whole);
    if (!this.#watch.ended) {
      if (visible.length > 0) this.#outlet.chunk(visible);
      return;
    }
    // Account before the last bytes go out: a caller that has seen the end can rely on its row in the ledger.
    this.#settle(this.#watch.finding().end === 'failed' ? 'upstream-error' : 'ok');
    if (visible.length > 0) this.#outlet.chunk(visible);
    this.#outlet.end();
    this.#linger = setTimeout(() => this.#context.controller.abort(new Error('terminal event seen')), lingerMs).unref();
  }

  #close(outcome: Outcome): void {
    this.#settle(outcome);
    this.#outlet.end();
  }

  #fail(outcome: Outcome, reason: string, message: string): void {
    this.#settle(outcome);
    this.#outlet.fail(this.#context.prompt.dialect.errorEvent(502, reason, message));
  }

  #settle(outcome: Outcome): void {
    this.#over = true;
    const { status, clock, firstByteTick, onEnd, rename } = this.#context;
    const came = Buffer.concat(this.#chunks);
    const body = rename?.(came) ?? came;
    onEnd({
      status,
      form: 'stream',
      finding: this.#watch.finding(),
      body,
      firstByteTick,
      endTick: clock.tickMs(),
      outcome,
    });
  }
}
