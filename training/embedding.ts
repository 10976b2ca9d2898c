import { gaussian, type Random } from './random.js';
import { addScaled, adagrad, dot, normalise } from './vector.js';
import { padId } from '../src/proxy/cache/verify/word-pieces.js';

/** Row numbers of one text. */
export type Tokens = Int32Array;

/** A bag of token vectors: a text is the sum of the rows of its tokens, scaled to length 1. */
export interface Embedding {
  readonly size: number;
  /** Row after row, `size` cells each. */
  readonly table: Float32Array;
}

/** What one training step learns from. `group` marks pairs that may mean the same, so that they do not repel. */
export interface Batch {
  readonly positives: readonly { readonly a: Tokens; readonly b: Tokens; readonly group: number }[];
  readonly negatives: readonly { readonly a: Tokens; readonly b: Tokens }[];
}

/** The knobs of the loss. Source of the starting values: a grid over held-out pairs, see the model card. */
export interface Loss {
  /** Divides the cosines in the in-batch contrast. */
  readonly temperature: number;
  readonly contrastWeight: number;
  /** Steepness and centre of the logistic on the cosine. */
  readonly steepness: number;
  readonly centre: number;
}

/** How a token starts: what it tells, and the family of words (such as one stem) it belongs to. */
export interface TokenStart {
  readonly idf: number;
  readonly family: string;
}

/**
 * Random rows whose length follows how much a token tells: `idf` clamped to 0.3..8, over 4. Tokens of one family start
 * near each other (cosine about 0.8), because "closure" and "closures" should not have to be learned apart.
 */
export function startEmbedding(tokens: readonly TokenStart[], size: number, random: Random): Embedding {
  const table = new Float32Array(tokens.length * size);
  const families = new Map<string, Float32Array>();
  tokens.forEach(({ idf, family }, id) => {
    if (id === padId) return;
    const common = families.get(family) ?? Float32Array.from({ length: size }, () => gaussian(random));
    families.set(family, common);
    const scale = Math.min(8, Math.max(0.3, idf)) / 4 / Math.sqrt(size);
    for (let i = 0; i < size; i++) {
      table[id * size + i] = scale * (familyShare * (common[i] ?? 0) + ownShare * gaussian(random));
    }
  });
  return { size, table };
}

const familyShare = Math.sqrt(0.8);
const ownShare = Math.sqrt(0.2);

/** The unit vector of a text; all zeroes when it has no token. */
export function embed(model: Embedding, tokens: Tokens): Float32Array {
  const sum = new Float32Array(model.size);
  for (const id of tokens) addScaled(sum, 0, model.table, id * model.size, 1, model.size);
  normalise(sum, 0, model.size);
  return sum;
}

/** The cosine of two texts. */
export function cosine(model: Embedding, a: Tokens, b: Tokens): number {
  return dot(embed(model, a), 0, embed(model, b), 0, model.size);
}

/** Learns from batches with Adagrad on the rows. One trainer owns its embedding's table. */
export class Trainer {
  readonly #squares: Float32Array;
  readonly #gradient: Float32Array;
  readonly #touched = new Set<number>();

  constructor(
    readonly model: Embedding,
    readonly loss: Loss,
  ) {
    this.#squares = new Float32Array(model.table.length);
    this.#gradient = new Float32Array(model.table.length);
  }

  /** One step at a learning rate. Returns the mean loss over the batch. */
  step(batch: Batch, rate: number): number {
    const { positives, negatives } = batch;
    const left = this.#forward([...positives.map(pair => pair.a), ...negatives.map(pair => pair.a)]);
    const right = this.#forward([...positives.map(pair => pair.b), ...negatives.map(pair => pair.b)]);
    let total = contrast(left, right, positives, this.loss);
    const pairs = positives.length + negatives.length;
    for (let at = 0; at < pairs; at++) total += logistic(left, right, at, at < positives.length, this.loss, pairs);
    this.#backward(left);
    this.#backward(right);
    for (const id of this.#touched) {
      const at = id * this.model.size;
      adagrad(this.model.table, this.#squares, this.#gradient, at, rate, this.model.size);
    }
    this.#touched.clear();
    return total;
  }

  #forward(texts: readonly Tokens[]): Pass {
    const { size, table } = this.model;
    const units = new Float32Array(texts.length * size);
    const lengths = texts.map((tokens, at) => {
      for (const id of tokens) addScaled(units, at * size, table, id * size, 1, size);
      return normalise(units, at * size, size);
    });
    return { texts, size, units, lengths, slopes: new Float32Array(units.length) };
  }

  /** Takes the slopes of the unit vectors through the division by the length, and adds them to the rows. */
  #backward(pass: Pass): void {
    const { size, units, slopes } = pass;
    pass.texts.forEach((tokens, at) => {
      const length = pass.lengths[at] ?? 0;
      if (length === 0) return;
      addScaled(slopes, at * size, units, at * size, -dot(slopes, at * size, units, at * size, size), size);
      for (const id of tokens) {
        addScaled(this.#gradient, id * size, slopes, at * size, 1 / length, size);
        this.#touched.add(id);
      }
    });
  }
}

interface Pass {
  readonly texts: readonly Tokens[];
  readonly size: number;
  readonly units: Float32Array;
  readonly lengths: readonly number[];
  readonly slopes: Float32Array;
}

/** In-batch contrast in both directions: each text should be nearest to its own partner. */
function contrast(left: Pass, right: Pass, positives: Batch['positives'], loss: Loss): number {
  const count = positives.length;
  const { size } = left;
  const logits = new Float32Array(count * count).fill(-Infinity);
  positives.forEach((row, i) => {
    positives.forEach((column, j) => {
      if (i !== j && row.group === column.group) return;
      logits[i * count + j] = dot(left.units, i * size, right.units, j * size, size) / loss.temperature;
    });
  });
  const weight = loss.contrastWeight / (2 * count);
  let total = 0;
  for (let i = 0; i < count; i++) {
    for (const along of [(j: number) => i * count + j, (j: number) => j * count + i]) {
      const shares = softmax(Array.from({ length: count }, (_, j) => logits[along(j)] ?? 0));
      total -= weight * Math.log(Math.max(shares[i] ?? 0, 1e-12));
      shares.forEach((share, j) => {
        const slope = (weight * (share - (i === j ? 1 : 0))) / loss.temperature;
        if (slope === 0) return;
        const cell = along(j);
        const row = Math.floor(cell / count);
        const column = cell % count;
        addScaled(left.slopes, row * size, right.units, column * size, slope, size);
        addScaled(right.slopes, column * size, left.units, row * size, slope, size);
      });
    }
  }
  return total;
}

function softmax(logits: readonly number[]): number[] {
  const top = Math.max(...logits);
  const powers = logits.map(logit => Math.exp(logit - top));
  const sum = powers.reduce((all, power) => all + power, 0);
  return powers.map(power => power / sum);
}

/** Logistic on the cosine: partners above the centre, labelled strangers below it. */
function logistic(left: Pass, right: Pass, at: number, same: boolean, loss: Loss, pairs: number): number {
  const { size } = left;
  const cos = dot(left.units, at * size, right.units, at * size, size);
  const chance = 1 / (1 + Math.exp(-loss.steepness * (cos - loss.centre)));
  const slope = (loss.steepness * (chance - (same ? 1 : 0))) / pairs;
  addScaled(left.slopes, at * size, right.units, at * size, slope, size);
  addScaled(right.slopes, at * size, left.units, at * size, slope, size);
  return -Math.log(Math.max(same ? chance : 1 - chance, 1e-12)) / pairs;
}
