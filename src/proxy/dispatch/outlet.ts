import type { Sink } from '../wire.js';

/** Holds what arrives until somebody listens, then hands everything on as it comes. */
export class Outlet implements Sink {
  #sink: Sink | undefined;
  #early: ((sink: Sink) => void)[] = [];

  pipe(sink: Sink): void {
    this.#sink = sink;
    for (const step of this.#early) step(sink);
    this.#early = [];
  }

  chunk(bytes: Buffer): void {
    this.#give(sink => sink.chunk(bytes));
  }

  end(): void {
    this.#give(sink => sink.end());
  }

  fail(events: string): void {
    this.#give(sink => sink.fail(events));
  }

  #give(step: (sink: Sink) => void): void {
    if (this.#sink === undefined) this.#early.push(step);
    else step(this.#sink);
  }
}
