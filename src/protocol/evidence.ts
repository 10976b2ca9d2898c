import type { ContentClass } from './content-classes.js';

// What the cache has learned about its loose hits, for people.

export const looseTiers = ['gate', 'semantic'] as const;
/** The tiers that serve a prompt with what other words had got. */
export type LooseTier = (typeof looseTiers)[number];

/**
 * What can be seen of a loose hit. `served`: it was given out. `wrong-answer`: the user said so. `said-no`: the next turn
 * of the talk took it back. `regenerated`: a new answer was demanded. `asked-again`: nearly the same was asked soon after.
 * `shadow-same`, `shadow-different`, `shadow-unclear`: a model was asked as well, and this came of comparing.
 */
export const evidenceKinds = [
  'served',
  'wrong-answer',
  'said-no',
  'regenerated',
  'asked-again',
  'shadow-same',
  'shadow-different',
  'shadow-unclear',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** What came of {@link LooseTier} being told to serve again. */
export function reopenedSentence(tier: LooseTier, wasClosed: boolean): string {
  return wasClosed
    ? `The ${tier} tier serves again, and what was seen of it is forgotten.`
    : `The ${tier} tier was not closed by evidence.`;
}

export interface EvidenceReport {
  /** Share of wrong answers that is promised. */
  readonly promisedErrors: number;
  readonly tiers: readonly TierEvidence[];
  /** Where more likeness is demanded than elsewhere, most first. */
  readonly neighbourhoods: readonly Neighbourhood[];
  readonly advice: readonly string[];
}

export interface TierEvidence {
  readonly tier: LooseTier;
  readonly counts: Readonly<Record<EvidenceKind, number>>;
  /** Lower bound of the share of right hits, at 95 % certainty. */
  readonly precisionBound: number;
  /** Null while the tier serves. */
  readonly closedMs: number | null;
}

export interface Neighbourhood {
  /** The beginning of the partition's hash. */
  readonly partition: string;
  readonly contentClass: ContentClass;
  /** Added to the similarity that is demanded here. */
  readonly raise: number;
  readonly complaints: number;
}
