import { fewest, Neighbourhood, type Outcome } from './neighbours.js';
import { fade, verdictOf, type LabelledRequest } from './outcome.js';

/** What near prompts say of one. */
export type Hearing =
  | { readonly state: 'heard'; readonly gain: number; readonly outcomes: number; readonly failed: number }
  | { readonly state: 'too-few' | 'no-history'; readonly outcomes: number; readonly failed: number };

/** The user's own requests as neighbours of a new one, for a choice among the given models, cheapest first. */
export class History {
  readonly #hoods = new Map<string, Neighbourhood>();
  readonly #asked = new Map<string, readonly string[]>();
  readonly #readable: readonly (LabelledRequest & { readonly vector: Float32Array })[];

  constructor(
    requests: readonly LabelledRequest[],
    /** What all texts share by the model of the vectors; undefined while it is not known. */
    private readonly around: Float32Array | undefined,
    private readonly nowMs: number,
  ) {
    const dims = around?.length;
    this.#readable = requests.flatMap(request =>
      request.vector?.length === dims && request.vector !== undefined ? [{ ...request, vector: request.vector }] : [],
    );
  }

  /** Requests that have a vector. */
  get size(): number {
    return this.#readable.length;
  }

  get isReady(): boolean {
    return this.size >= fewest;
  }

  /** Does beforehand what takes a moment, for the choices that the one before was asked about. */
  readyFor(before: History): void {
    if (this.isReady) for (const models of before.#asked.values()) this.#hood(models);
  }

  /** `expected`: the gain that is expected without it. */
  hear(vector: Float32Array, expected: number, models: readonly string[]): Hearing {
    if (!this.isReady) return { state: 'no-history', outcomes: 0, failed: 0 };
    const { gain, neighbours: outcomes, gaining: failed } = this.#hood(models).estimate(vector, expected);
    return outcomes < fewest ? { state: 'too-few', outcomes, failed } : { state: 'heard', gain, outcomes, failed };
  }

  #hood(models: readonly string[]): Neighbourhood {
    const key = models.join(' ');
    let hood = this.#hoods.get(key);
    if (hood === undefined) {
      hood = new Neighbourhood(
        this.#readable.map(request => this.#outcome(request, models)),
        { movesLevel: false, ...(this.around === undefined ? {} : { around: this.around }) },
      );
      this.#hoods.set(key, hood);
      this.#asked.set(key, models);
    }
    return hood;
  }

  /** As with {@link Tallies}: of dearer models only failures count. */
  #outcome(request: LabelledRequest & { readonly vector: Float32Array }, models: readonly string[]): Outcome {
    const verdict = verdictOf(request.labels);
    const place = models.indexOf(request.model);
    const counts = verdict !== undefined && (place === 0 || (place > 0 && verdict.failed));
    return {
      vector: request.vector,
      gain: verdict?.failed === true ? 1 : 0,
      expected: 0,
      trust: counts ? verdict.trust * fade(verdict.atMs, this.nowMs) : 0,
    };
  }
}
