import type { Settings } from '../../../protocol/settings.js';

export type Thresholds = Pick<Settings['routing'], 'cheapBelow' | 'strongFrom'>;

/** Scores looked back at, and how many must be there before a share is held. */
const remembered = 300;
const fewest = 20;
/** Requests that the share may lag behind before it is made up for in full. */
const slack = 6;

/**
 * The user's own last scores. Where a share of strong requests is asked for, they set the thresholds: the strong one is
 * the quantile that leaves this share above it, corrected by what the share came to so far, so that it is held however
 * the scores drift.
 */
export class OwnScores {
  #scores: number[] = [];
  /** Requests that should have gone to the strong tier by now, less those that did. */
  #owed = 0;

  /** The thresholds for the next request. */
  thresholds({ strongShare, cheapBelow, strongFrom, tiers }: Settings['routing']): Thresholds {
    if (strongShare === undefined || this.#scores.length < fewest) return { cheapBelow, strongFrom };
    const share = Math.min(1, Math.max(0, strongShare + this.#owed / slack));
    const sorted = this.#scores.toSorted((a, b) => a - b);
    const from = quantile(sorted, 1 - share);
    // Without a model in between, all that is not strong is cheap.
    return { strongFrom: from, cheapBelow: tiers.standard === undefined ? from : quantile(sorted, (1 - share) / 2) };
  }

  note(score: number, { strongShare }: Settings['routing'], { strongFrom }: Thresholds): void {
    this.#scores = [...this.#scores, score].slice(-remembered);
    if (strongShare === undefined || this.#scores.length <= fewest) return;
    const owed = this.#owed + strongShare - (score >= strongFrom ? 1 : 0);
    this.#owed = Math.min(slack, Math.max(-slack, owed));
  }
}

function quantile(sorted: readonly number[], share: number): number {
  if (share >= 1) return Infinity;
  return share <= 0 ? 0 : (sorted[Math.floor(share * sorted.length)] ?? Infinity);
}
