import type { Sink } from '../wire.js';

/** Holds what arrives until somebody listens, then hands everything on as it comes. */
export class Outlet implements Sink {
  #sink: Sink | undefined;
  #early: Buffer[] = [];
  #last: ((sink: Sink) => void) | undefined;

  /** What waits, as text; empty as soon as somebody listens. */
  waiting(): string {
    return Buffer.concat(this.#early).toString('utf8');
  }

  pipe(sink: Sink): void {
    this.#sink = sink;
    // One write for all that waited: every write is a system call, and the first bytes should not wait for many.
    if (this.#early.length > 0) sink.chunk(Buffer.concat(this.#early));
    this.#early = [];
    this.#last?.(sink);
  }

  chunk(bytes: Buffer): void {
    if (this.#sink === undefined) this.#early.push(bytes);
    else this.#sink.chunk(bytes);
  }

  end(): void {
    this.#finally(sink => sink.end());
  }

  fail(events: string): void {
    this.#finally(sink => sink.fail(events));
  }

  #finally(step: (sink: Sink) => void): void {
    if (this.#sink === undefined) this.#last = step;
    else step(this.#sink);
  }
}
