import type { Settings } from '../../../protocol/settings.js';
import { gainAt, realGain } from './gain.js';

export type Thresholds = Pick<Settings['routing'], 'cheapBelow' | 'strongFrom'>;

/** Scores looked back at, and how many must be there before anything is held. */
export const remembered = 300;
const fewest = 20;
/** Requests that the goal may lag behind before it is made up for in full. */
const slack = 6;

/** What the strong tier shall get: a share of the requests, or at least a share of all that it is expected to gain. */
type Goal = 'share' | 'gain';

/**
 * The user's own last scores. Where a share of strong requests is asked for, or a floor of quality, they set the
 * thresholds: the strong one is the quantile that leaves this much above it, corrected by what it came to so far, so that
 * it is held however the scores drift. Where both are asked for, the one that sends more to the strong model holds.
 */
export class OwnScores {
  #seen: readonly Seen[];
  /** What should have gone to the strong tier by now, less what did: requests, and gain. */
  readonly #owed: Record<Goal, number> = { share: 0, gain: 0 };

  /** `past`: scores of earlier days, oldest first. */
  constructor(past: readonly number[] = []) {
    this.#seen = past.slice(-remembered).map(seenAs);
  }

  /** The thresholds for the next request. */
  thresholds({ strongShare, qualityFloor, cheapBelow, strongFrom, tiers }: Settings['routing']): Thresholds {
    const goals = { share: strongShare, gain: qualityFloor };
    if (this.#seen.length < fewest || (strongShare === undefined && qualityFloor === undefined)) {
      return { cheapBelow, strongFrom };
    }
    const sorted = this.#seen.toSorted((a, b) => a.score - b.score);
    const from = Math.min(...goalNames.map(goal => this.#cut(sorted, goal, goals[goal])));
    // Without a model in between, all that is not strong is cheap.
    const below = sorted.findIndex(({ score }) => score >= from);
    const middle = sorted[Math.floor((below === -1 ? sorted.length : below) / 2)]?.score ?? from;
    return { strongFrom: from, cheapBelow: tiers.standard === undefined ? from : Math.min(middle, from) };
  }

  note(score: number, { strongShare, qualityFloor }: Settings['routing'], { strongFrom }: Thresholds): void {
    const seen = seenAs(score);
    this.#seen = [...this.#seen, seen].slice(-remembered);
    if (this.#seen.length <= fewest) return;
    const goals = { share: strongShare, gain: qualityFloor };
    for (const goal of goalNames) {
      const wanted = goals[goal];
      if (wanted === undefined) continue;
      const most = slack * this.#unit(goal);
      const owed = this.#owed[goal] + seen[goal] * (wanted - (score >= strongFrom ? 1 : 0));
      this.#owed[goal] = Math.min(most, Math.max(-most, owed));
    }
  }

  /** The highest score from which on enough goes to the strong tier. */
  #cut(sorted: readonly Seen[], goal: Goal, wanted: number | undefined): number {
    if (wanted === undefined) return Infinity;
    const unit = this.#unit(goal);
    if (unit === 0) return Infinity;
    const share = Math.min(1, Math.max(0, wanted + this.#owed[goal] / (slack * unit)));
    if (share >= 1) return 0;
    if (share <= 0) return Infinity;
    const enough = share * unit * sorted.length;
    let above = 0;
    for (let at = sorted.length - 1; at >= 0; at -= 1) {
      const one = sorted[at];
      above += one?.[goal] ?? 0;
      if (above >= enough - 1e-9) return one?.score ?? 0;
    }
    return 0;
  }

  /** What one request of the usual kind weighs. */
  #unit(goal: Goal): number {
    return this.#seen.reduce((sum, one) => sum + one[goal], 0) / Math.max(1, this.#seen.length);
  }
}

const goalNames = ['share', 'gain'] as const satisfies readonly Goal[];

/** A score, and what its request weighs for either goal. */
interface Seen extends Readonly<Record<Goal, number>> {
  readonly score: number;
}

function seenAs(score: number): Seen {
  return { score, share: 1, gain: realGain(gainAt(score)) };
}
