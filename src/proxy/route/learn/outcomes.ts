import { labelKinds, type LabelKind } from '../../../protocol/learning.js';
import type { SqlDriver } from '../../rooms/store.js';
import type { LabelledRequest } from './outcome.js';
import {
  OutcomeFile,
  type KeptFit,
  type NamedVector,
  type NewLabel,
  type NewVector,
  type RememberedRequest,
} from './outcome-file.js';

/**
 * Requests that cheaper models answered, and what became of them: the newest in memory, all on disk. What is learned
 * from the traffic is written a moment later, what the user says at once. Nothing here throws; what cannot be written
 * counts until the process ends, and {@link trouble} says so.
 */
export class Outcomes {
  readonly #held = new Map<string, Held>();
  readonly #waiting = {
    requests: new Map<string, RememberedRequest>(),
    labels: [] as NewLabel[],
    vectors: [] as NewVector[],
  };
  #file: OutcomeFile | undefined;
  #timer: NodeJS.Timeout | undefined;
  #fault: string | undefined;
  #written = 0;
  #version = 0;
  #isLoaded = false;
  #isClosed = false;

  constructor(
    /** Opens the file; called when it is first needed, and again when that failed. */
    private readonly open: () => SqlDriver,
    private readonly nowMs: () => number,
  ) {}

  /** Grows whenever something is known that was not. */
  get version(): number {
    return this.#version;
  }

  /** What is on disk from earlier, in slices, so that nobody waits for it. */
  async load(nextTurn: () => Promise<void>): Promise<void> {
    if (this.#isLoaded) return;
    this.#isLoaded = true;
    // What was said comes first: silence is plentiful.
    await this.#loadSome(true, maxHeld / 2, nextTurn);
    await this.#loadSome(false, maxHeld, nextTurn);
  }

  async #loadSome(onlySaid: boolean, most: number, nextTurn: () => Promise<void>): Promise<void> {
    for (let before: number | undefined = Number.MAX_SAFE_INTEGER; before !== undefined && !this.#isClosed;) {
      const from: number = before;
      const page: ReturnType<OutcomeFile['page']> | undefined = this.#attempt(file =>
        file.page(from, { limit: pageRequests, onlySaid }),
      );
      for (const request of page?.requests ?? []) if (!this.#held.has(request.id)) this.#hold(request);
      before = this.#held.size < most ? page?.next : undefined;
      this.#version += 1;
      await nextTurn();
    }
  }

  /** Those that a cheaper model answered, or tried to; `vector` only where this model made it. */
  *requests(modelId: string | undefined): Iterable<LabelledRequest> {
    for (const { vector, ...request } of this.#held.values()) {
      yield { ...request, vector: vector !== undefined && vector.modelId === modelId ? vector.vector : undefined };
    }
  }

  add(request: RememberedRequest): void {
    this.#hold(request);
    this.#waiting.requests.set(request.id, request);
    this.#version += 1;
    this.#later();
  }

  giveVector(id: string, vector: NamedVector): void {
    const held = this.#held.get(id);
    if (held === undefined) return;
    held.vector = vector;
    this.#waiting.vectors.push({ id, ...vector });
    this.#version += 1;
    this.#later();
  }

  /** False when no cheaper model answered such a request, or it is forgotten. */
  label(id: string, kind: LabelKind): boolean {
    const held = this.#held.get(id) ?? this.#fromFile(id);
    if (held === undefined) return false;
    const atMs = this.nowMs();
    held.labels.set(kind, atMs);
    this.#version += 1;
    this.#waiting.labels.push({ id, kind, atMs });
    if (labelKinds[kind].trust === 1) this.flush();
    else this.#later();
    return true;
  }

  unlabel(id: string, kind: LabelKind): boolean {
    this.flush();
    const inMemory = this.#held.get(id)?.labels.delete(kind) === true;
    if (inMemory) this.#version += 1;
    return this.#attempt(file => file.unlabel(id, kind)) === true || inMemory;
  }

  find(id: string): RememberedRequest | undefined {
    this.flush();
    return this.#waiting.requests.get(id) ?? this.#attempt(file => file.find(id));
  }

  routedSince(sinceMs: number): readonly RememberedRequest[] {
    this.flush();
    return this.#attempt(file => file.routedSince(sinceMs)) ?? [];
  }

  fit(which: 'last' | 'taken'): KeptFit | undefined {
    return this.#attempt(file => (which === 'last' ? file.fit() : file.taken()));
  }

  addFit(fit: KeptFit): boolean {
    return this.#attempt(file => (file.addFit(fit), true)) === true;
  }

  forget(): number | undefined {
    this.flush();
    const gone = this.#attempt(file => file.forget());
    if (gone !== undefined) this.#held.clear();
    this.#version += 1;
    return gone;
  }

  trouble(): string | undefined {
    return this.#fault === undefined ? undefined : `What routing learns cannot be kept (${this.#fault}).`;
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { requests, labels, vectors } = this.#waiting;
    if (requests.size + labels.length + vectors.length === 0) return;
    const done = this.#attempt(file => {
      file.write([...requests.values()], labels, vectors);
      this.#written += requests.size;
      if (this.#written >= pruneEvery) {
        this.#written = 0;
        file.prune();
      }
      return true;
    });
    // What cannot be written is tried again with what comes next, as long as it is not much.
    if (done !== true && requests.size < maxWaiting) return;
    requests.clear();
    labels.length = 0;
    vectors.length = 0;
  }

  close(): void {
    this.flush();
    this.#isClosed = true;
    this.#file?.close();
  }

  #later(): void {
    if (!this.#isClosed) this.#timer ??= setTimeout(() => this.flush(), writeDelayMs).unref();
  }

  #fromFile(id: string): Held | undefined {
    const found = this.find(id);
    if (found?.model === undefined) return undefined;
    this.#hold(found);
    return this.#held.get(id);
  }

  #hold(request: RememberedRequest): void {
    const { id, atMs, role, model, readings, labels, vector } = request;
    if (model === undefined) return;
    this.#held.set(id, { id, atMs, role, model, readings, labels: new Map(labels), vector });
    if (this.#held.size > maxHeld) this.#drop();
  }

  /** The oldest go first, and those of which nothing was said before all others. */
  #drop(): void {
    const said = (held: Held) => [...held.labels.keys()].some(kind => kind !== 'quiet');
    const order = [...this.#held.values()].sort((a, b) => Number(said(a)) - Number(said(b)) || a.atMs - b.atMs);
    for (const { id } of order.slice(0, dropAtOnce)) this.#held.delete(id);
  }

  #attempt<T>(work: (file: OutcomeFile) => T): T | undefined {
    if (this.#isClosed) return undefined;
    try {
      this.#file ??= new OutcomeFile(this.open(), this.nowMs);
      const result = work(this.#file);
      this.#fault = undefined;
      return result;
    } catch (error) {
      this.#fault = error instanceof Error ? error.message : String(error);
      return undefined;
    }
  }
}

interface Held {
  readonly id: string;
  readonly atMs: number;
  readonly role: LabelledRequest['role'];
  readonly model: string;
  readonly readings: LabelledRequest['readings'];
  readonly labels: Map<LabelKind, number>;
  vector: NamedVector | undefined;
}

/** So many are compared with a new prompt at most. */
const maxHeld = 2_000;
const dropAtOnce = 100;
const pageRequests = 200;
const writeDelayMs = 250;
const maxWaiting = 1_000;
const pruneEvery = 500;
