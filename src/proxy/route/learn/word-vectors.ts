import { LRUCache } from 'lru-cache';
import type { NamedVector } from './outcome-file.js';
import { plainTexts } from './plain-texts.js';

/** A prompt never waits longer for its vector. */
const budgetMs = 6;
/** The end of the words is what is asked; a vector takes about half a millisecond for so much. */
const mostChars = 2_000;
const rememberedTexts = 200;

/**
 * Words of the newest requests, in memory only, until somebody wants their vectors: the model is not loaded before there
 * is something to learn.
 */
export class WordVectors {
  readonly #words = new LRUCache<string, string>({ max: rememberedTexts });
  #model: ReadyModel | undefined;
  #making: string | undefined;

  constructor(
    /** A unit vector by the model that serves; undefined while there is none. Never rejects. */
    private readonly embed: (text: string) => Promise<NamedVector | undefined>,
    private readonly made: (id: string, vector: NamedVector) => void,
    private readonly modelChanged: () => void,
  ) {}

  /** The model that makes vectors now. Vectors of another are never compared with them. */
  get model(): ReadyModel | undefined {
    return this.#model;
  }

  note(id: string, words: string): void {
    this.#words.set(id, words.slice(-mostChars));
  }

  /** Loads the model, if it is not. */
  makeReady(): void {
    if (this.#model === undefined) void this.#vectorOf('ready');
  }

  /** Makes the vectors of all words that are at hand. */
  readAll(): void {
    for (const id of [...this.#words.keys()]) this.#read(id);
  }

  /** In time for a prompt, or not at all. */
  async soon(words: string): Promise<NamedVector | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>(resolve => {
      timer = setTimeout(() => resolve(undefined), budgetMs);
    });
    const first = await Promise.race([this.#vectorOf(words.slice(-mostChars)), late]);
    clearTimeout(timer);
    return first;
  }

  forget(): void {
    this.#words.clear();
  }

  #read(id: string): void {
    const words = this.#words.get(id);
    this.#words.delete(id);
    if (words === undefined) return;
    void this.#vectorOf(words).then(vector => {
      if (vector === undefined) this.#words.set(id, words);
      else this.made(id, vector);
    });
  }

  async #vectorOf(text: string): Promise<NamedVector | undefined> {
    const vector = await this.embed(text);
    if (vector !== undefined && vector.modelId !== this.#model?.id) void this.#getReady(vector.modelId);
    return vector;
  }

  /** Another model makes vectors from now on: finds out what they have in common. */
  async #getReady(id: string): Promise<void> {
    if (this.#making === id) return;
    this.#making = id;
    const made: Float32Array[] = [];
    for (const text of plainTexts) {
      const one = await this.embed(text);
      if (one?.modelId !== id) {
        this.#making = undefined;
        return;
      }
      made.push(one.vector);
    }
    this.#making = undefined;
    this.#model = { id, around: meanOf(made) };
    this.modelChanged();
  }
}

/** A model, and what all texts share by it. */
export interface ReadyModel {
  readonly id: string;
  readonly around: Float32Array;
}

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) for (const [at, value] of vector.entries()) mean[at] = (mean[at] ?? 0) + value;
  return mean.map(sum => sum / vectors.length);
}
