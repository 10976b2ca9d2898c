import type { FitReport } from '../../../protocol/learning.js';
import { signalNames } from '../gain/gain.js';
import { prior as shipped } from '../gain/prior.js';
import type { KeptFit } from './outcome-file.js';
import type { Outcomes } from './outcomes.js';
import { refit, type Weights } from './refit.js';

/** A re-fit is tried by itself after so many new outcomes that say something, in a quiet moment, once a day at most. */
const enough = 50;
const quietMs = 60_000;
const pauseMs = 86_400_000;

/** The weights that order prompts: those that ship, or those that a replay of the user's own outcomes preferred. */
export class Fits {
  #weights: Weights = shipped;
  #newOutcomes = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly outcomes: Outcomes,
    private readonly nowMs: () => number,
    private readonly nextTurn: () => Promise<void>,
  ) {}

  get weights(): Weights {
    return this.#weights;
  }

  last(): FitReport | undefined {
    const kept = this.outcomes.fit('last');
    if (kept === undefined) return undefined;
    const { atMs, outcome, sentence, weights } = kept;
    return { atMs, outcome, sentence, weights };
  }

  /** Something was found out. */
  learned(): void {
    this.#newOutcomes += 1;
    if (this.#newOutcomes < enough) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.nowMs() - (this.outcomes.fit('last')?.atMs ?? 0) > pauseMs) void this.run();
    }, quietMs).unref();
  }

  /** Fits anew, and takes that if a replay says that it helps. */
  async run(): Promise<FitReport> {
    await this.outcomes.load(this.nextTurn);
    const atMs = this.nowMs();
    this.#newOutcomes = 0;
    const requests = [...this.outcomes.requests(undefined)];
    const { outcome, sentence, weights } = await refit(requests, this.#weights, atMs, this.nextTurn);
    const inForce = weights ?? this.#weights;
    return this.#keep({
      ...{ atMs, outcome, sentence },
      base: inForce === shipped ? null : inForce.base,
      weights: inForce === shipped ? null : inForce.weights,
    });
  }

  /** Back to the weights that ship. */
  reset(): FitReport {
    const sentence = 'The weights that ship decide again.';
    return this.#keep({ atMs: this.nowMs(), outcome: 'reset', sentence, base: null, weights: null });
  }

  read(): void {
    const kept = this.outcomes.fit('taken');
    const isWhole = signalNames.every(name => Number.isFinite(kept?.weights?.[name]));
    this.#weights =
      kept !== undefined && isWhole && kept.base !== null
        ? { base: kept.base, weights: kept.weights as Weights['weights'] }
        : shipped;
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #keep(fit: KeptFit): FitReport {
    const isKept = this.outcomes.addFit(fit);
    this.read();
    const { atMs, outcome, sentence, weights } = fit;
    if (isKept) return { atMs, outcome, sentence, weights };
    return { atMs, outcome: 'refused', sentence: `${sentence} It cannot be kept, so nothing was changed.`, weights };
  }
}
