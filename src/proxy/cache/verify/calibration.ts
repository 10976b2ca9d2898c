/** A labelled pair as the tier saw it. */
export interface Trial {
  /** The verifier's log-odds; infinite where the strict judge accepts, minus infinite where a veto stands. */
  readonly logOdds: number;
  readonly same: boolean;
}

/** Serving everything at or above `from` keeps the share of wrong answers among the served within `bound`. */
export interface Promised {
  readonly bound: number;
  readonly from: number;
  /** The share of the pairs with one answer that is then served, as counted on the trials. */
  readonly recall?: number | undefined;
}

/** The bounds that can be asked for; a bound between two of them is held as the stricter one. */
export const bounds: readonly number[] = [0.002, 0.003, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2];

/**
 * For every bound the lowest log-odds that keeps it on the trials, or none. One more wrong answer than was seen is counted
 * at every height, (wrong + 1) / (served + 1): the rule of conformal risk control, by which the promise holds on average
 * over new pairs that are like the trials (Angelopoulos and others, 2024).
 */
export function calibrate(trials: readonly Trial[]): readonly Promised[] {
  const falling = trials.filter(({ logOdds }) => logOdds > -Infinity).sort((a, b) => b.logOdds - a.logOdds);
  const steps = heights(falling);
  const positives = trials.filter(({ same }) => same).length;
  return bounds.flatMap(bound => {
    const step = steps.findLast(({ served, wrong }) => (wrong + 1) / (served + 1) <= bound);
    if (step === undefined || step.height === Infinity) return [];
    return [{ bound, from: step.height, recall: (step.served - step.wrong) / positives }];
  });
}

/** What is served and wrong at each height from the top, equal log-odds together. */
function heights(falling: readonly Trial[]) {
  const steps: { readonly height: number; readonly served: number; readonly wrong: number }[] = [];
  let wrong = 0;
  falling.forEach(({ logOdds, same }, at) => {
    if (!same) wrong++;
    if (falling[at + 1]?.logOdds !== logOdds) steps.push({ height: logOdds, served: at + 1, wrong });
  });
  return steps;
}

/** The tightest bound under which something with these log-odds is served; undefined when none allows it. */
export function boundOf(logOdds: number, promised: readonly Promised[]): number | undefined {
  const kept = promised.filter(({ from }) => logOdds >= from).map(({ bound }) => bound);
  return kept.length === 0 ? undefined : Math.min(...kept);
}
