/** A request of the user's own whose outcome is known. */
export interface Outcome {
  /** Unit vector of its words, by the model that all vectors here are by. */
  readonly vector: Float32Array;
  /** 1 when a strong model was needed, 0 when a cheap one did, -1 when only the cheap one was right. */
  readonly gain: number;
  /** What was expected of it before anything was known. */
  readonly expected: number;
  /** How sure the outcome is, up to 1. 0: nothing is known of it, and it only helps to tell what is usual here. */
  readonly trust: number;
}

/** What the user's own history says about one prompt. */
export interface Estimate {
  /** Expected gain; the one that was given where history has no opinion. */
  readonly gain: number;
  /** Outcomes near enough to be heard, and those of them with a gain. */
  readonly neighbours: number;
  readonly gaining: number;
}

/** Cosine, around the history's mean, from which an outcome is near. Below it, words are merely of one language. */
const floor = 0.3;
/** So many must be near, or history has no opinion. */
export const fewest = 5;
/** How many perfectly similar neighbours the expectation weighs as much as. */
const priorNeighbours = 10;
/** How many outcomes the expectation's level weighs as much as. */
const priorOutcomes = 20;

/**
 * The mean of the outcomes near a prompt, each weighted by the cube of its cosine and by its trust, shrunk to what the
 * prior expects. The prior's level is first moved to that of the history as a whole. Vectors are taken around their
 * mean: embeddings of one person's prompts share a direction that says nothing.
 */
export class Neighbourhood {
  readonly #dims: number;
  readonly #mean: Float64Array;
  readonly #cells: Float32Array;
  readonly #gains: Float64Array;
  readonly #trusts: Float64Array;
  readonly #shift: number;

  /**
   * All vectors must have one length; throws a RangeError when they have not. `around` is what all texts share by the
   * model, where that is known; `movesLevel` is false where something else moves the prior's level already.
   */
  constructor(
    outcomes: readonly Outcome[],
    options: { readonly around?: Float32Array; readonly movesLevel?: boolean } = {},
  ) {
    this.#dims = outcomes[0]?.vector.length ?? 0;
    if (outcomes.some(({ vector }) => vector.length !== this.#dims)) throw new RangeError('vectors of two models');
    this.#mean = options.around === undefined ? meanOf(outcomes, this.#dims) : Float64Array.from(options.around);
    this.#cells = new Float32Array(outcomes.length * this.#dims);
    for (const [row, { vector }] of outcomes.entries()) this.#cells.set(this.#around(vector), row * this.#dims);
    this.#gains = Float64Array.from(outcomes, ({ gain }) => gain);
    this.#trusts = Float64Array.from(outcomes, ({ trust }) => trust);
    const missed = outcomes.reduce((sum, { gain, expected, trust }) => sum + trust * (gain - expected), 0);
    this.#shift =
      options.movesLevel === false ? 0 : missed / (this.#trusts.reduce((sum, trust) => sum + trust, 0) + priorOutcomes);
  }

  /** `expected` is the prior's gain for the same prompt. */
  estimate(vector: Float32Array, expected: number): Estimate {
    const level = expected + this.#shift;
    if (vector.length !== this.#dims || this.#gains.length < fewest)
      return { gain: expected, neighbours: 0, gaining: 0 };
    const sought = this.#around(vector);
    let neighbours = 0;
    let gaining = 0;
    let weight = priorNeighbours;
    let sum = priorNeighbours * level;
    for (let row = 0; row < this.#gains.length; row += 1) {
      const trust = this.#trusts[row] ?? 0;
      if (trust === 0) continue;
      const cosine = this.#cosine(sought, row);
      if (!(cosine >= floor)) continue;
      const gain = this.#gains[row] ?? 0;
      neighbours += 1;
      gaining += gain > 0 ? 1 : 0;
      const share = cosine * cosine * cosine * trust;
      weight += share;
      sum += share * gain;
    }
    return { gain: neighbours < fewest ? level : sum / weight, neighbours, gaining };
  }

  #cosine(sought: Float32Array, row: number): number {
    let sum = 0;
    let cell = row * this.#dims;
    // Every cell exists: the loop is the hot one, and a check per cell would double its time.
    for (let at = 0; at < this.#dims; at += 1, cell += 1) sum += (sought[at] as number) * (this.#cells[cell] as number);
    return sum;
  }

  #around(vector: Float32Array): Float32Array {
    const moved = new Float32Array(this.#dims);
    let squares = 0;
    // Plain loops: a history is thousands of vectors, and its owner's prompts wait meanwhile.
    for (let at = 0; at < this.#dims; at += 1) {
      const value = (vector[at] as number) - (this.#mean[at] as number);
      moved[at] = value;
      squares += value * value;
    }
    const scale = squares > 1e-12 ? 1 / Math.sqrt(squares) : 0;
    for (let at = 0; at < this.#dims; at += 1) moved[at] = (moved[at] as number) * scale;
    return moved;
  }
}

function meanOf(outcomes: readonly Outcome[], dims: number): Float64Array {
  const mean = new Float64Array(dims);
  for (const { vector } of outcomes)
    for (let at = 0; at < dims; at += 1) mean[at] = (mean[at] as number) + (vector[at] as number);
  return mean.map(sum => sum / Math.max(1, outcomes.length));
}
