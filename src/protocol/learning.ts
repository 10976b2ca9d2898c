// What routing has learned from its user, for people and over the wire. No word of a prompt is in any of it.

/**
 * What became of an answer that a cheaper model gave. Each is worth so much trust, 0..1: what the user says outright
 * most, a broken form next, then an agent that gets nowhere, then what the next turn looks like, and silence least.
 */
export const labelKinds = {
  'redo-strong': { failed: true, trust: 1, words: 'you asked for the strong model instead' },
  'wrong-answer': { failed: true, trust: 1, words: 'you said that the answer was wrong' },
  'right-answer': { failed: false, trust: 1, words: 'you said that the answer was right' },
  'broke-form': { failed: true, trust: 0.8, words: 'the answer was unusable as it stood' },
  'shadow-same': { failed: false, trust: 0.75, words: 'the model asked for was asked as well, and said the same' },
  'second-same': { failed: false, trust: 0.6, words: 'it was doubted, and the model asked for said the same' },
  'shadow-different': {
    failed: true,
    trust: 0.55,
    words: 'the model asked for was asked as well, and said something else',
  },
  stalled: { failed: true, trust: 0.5, words: 'the agent behind it repeated itself, failed, or went in circles' },
  'switched-up': { failed: true, trust: 0.45, words: 'you chose another model right after it' },
  'second-differs': { failed: true, trust: 0.4, words: 'it was doubted, and the model asked for said something else' },
  'said-no': { failed: true, trust: 0.4, words: 'the next turn took it back' },
  regenerated: { failed: true, trust: 0.35, words: 'a new answer was demanded' },
  'asked-again': { failed: true, trust: 0.3, words: 'nearly the same was asked again soon' },
  trusted: { failed: false, trust: 0.15, words: 'it was judged and found good enough' },
  quiet: { failed: false, trust: 0.05, words: 'the conversation went on without a complaint' },
} as const satisfies Readonly<Record<string, LabelMeaning>>;
export type LabelKind = keyof typeof labelKinds;

interface LabelMeaning {
  /** The cheaper model was not good enough; otherwise the strong one was not needed. */
  readonly failed: boolean;
  readonly trust: number;
  readonly words: string;
}

/** A label as it is shown. */
export interface ShownLabel {
  readonly kind: LabelKind;
  readonly words: string;
  readonly failed: boolean;
  readonly trust: number;
  readonly atMs: number;
}

/** How the score of a human turn came about, and what it was weighed against. */
export interface ScoreStory {
  /** Gain that the shape of the words promises. */
  readonly priorGain: number;
  /** What outcomes of the same kind of request on the same models added to it. */
  readonly shift: number;
  /** The kind: role and coarse shape, such as `main code`. */
  readonly bucket: string;
  /** Outcomes of that kind by their trust, older ones faded. */
  readonly counted: { readonly failed: number; readonly held: number };
  /** Outcomes of near prompts. `heard`: they moved the gain to `gain`; otherwise why they did not. */
  readonly near: {
    readonly state: 'heard' | 'too-few' | 'no-history' | 'late' | 'off';
    readonly outcomes: number;
    readonly failed: number;
  };
  /** After all of that. */
  readonly gain: number;
  readonly score: number;
  readonly cheapBelow: number;
  readonly strongFrom: number;
  /** The score was lowered a little, because what the agent writes arrives. */
  readonly isLanding: boolean;
  /** The model that the score asked for, and what it would have meant in money; null where prices are not known. */
  readonly wanted: string;
  readonly promptTokens: number;
  /** Expected to be saved on the next turn against the model that held the conversation, cold beginning counted. */
  readonly expectedUsd: number | null;
  /** How many times as much one call to the model asked for costs. */
  readonly priceRatio: number | null;
}

/** One step of the ladder for one request. */
export interface LadderStep {
  readonly step: string;
  readonly asks: string;
  /** `passed`: it had no opinion. `spoke`: it decided. `not-asked`: an earlier one had decided. */
  readonly said: 'passed' | 'spoke' | 'not-asked';
}

/** How one request was routed. */
export interface RoutingStory {
  readonly steps: readonly LadderStep[];
  /** Null where no score was needed, or where it is no longer kept. */
  readonly score: ScoreStory | null;
  /** What was found out about the answer afterwards; empty where nothing was. */
  readonly labels: readonly ShownLabel[];
}

/** `GET /requests/:id/route` */
export interface RouteExplanation extends RoutingStory {
  readonly id: string;
  readonly atMs: number;
  readonly client: string;
  readonly modelRequested: string;
  readonly modelServed: string;
  readonly reason: string;
  /** The same in words. */
  readonly why: string;
}

/** Requests whose model was, as far as can be seen, not the right one. Newest first. */
export interface Misroutes {
  readonly sinceMs: number;
  /** Requests that a cheaper model answered, and those of them of which something is known. */
  readonly routed: number;
  readonly labelled: number;
  readonly list: readonly Misroute[];
}

export interface Misroute {
  readonly id: string;
  readonly atMs: number;
  /** `too-cheap`: the cheaper model failed. `too-strong`: the strong one was asked and not needed. */
  readonly kind: 'too-cheap' | 'too-strong';
  readonly client: string;
  readonly modelRequested: string;
  /** The cheaper one. */
  readonly model: string;
  readonly score: number | null;
  readonly label: LabelKind;
  readonly words: string;
}

/** Everything that was learned. */
export interface LearnedReport {
  readonly on: boolean;
  readonly sinceMs: number | null;
  /** Requests a cheaper model answered that are remembered. */
  readonly routed: number;
  readonly labels: readonly { readonly kind: LabelKind; readonly words: string; readonly count: number }[];
  /** Kinds of requests whose gain is moved, most first. */
  readonly buckets: readonly {
    readonly bucket: string;
    readonly model: string;
    readonly failed: number;
    readonly held: number;
    /** Added to the expected gain. */
    readonly shift: number;
  }[];
  /** Outcomes that near prompts are compared with, and whether they are heard yet. */
  readonly near: { readonly outcomes: number; readonly ready: boolean };
  /** The last re-fit; null when there was none. */
  readonly fit: FitReport | null;
}

/** What came of a re-fit of the prior's weights. */
export interface FitReport {
  readonly atMs: number;
  /** `taken`: the candidate decides from now on. */
  readonly outcome: 'taken' | 'refused' | 'too-few' | 'reset';
  /** One sentence: what was compared, and why it was taken or not. */
  readonly sentence: string;
  /** Weights in force after it; null for those that ship. */
  readonly weights: Readonly<Record<string, number>> | null;
}
