import { contentClassWords, type ContentClass } from './content-classes.js';
import { percentText } from './percent.js';

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

/** What came of complaints in neighbourhoods being forgotten. */
export function loweredSentence(neighbourhoods: number): string {
  if (neighbourhoods === 0) return 'There is no such neighbourhood where more likeness is demanded.';
  return `Complaints in ${neighbourhoods === 1 ? 'one neighbourhood' : `${neighbourhoods} neighbourhoods`} are forgotten; no more likeness is demanded there than elsewhere.`;
}

export interface EvidenceReport {
  readonly tiers: readonly TierEvidence[];
  /** Where more likeness is demanded than elsewhere, most first. */
  readonly neighbourhoods: readonly Neighbourhood[];
  readonly advice: readonly string[];
}

/** Counts are of hits that the error bound in force lets through, found by the models in use. */
export interface TierEvidence {
  readonly tier: LooseTier;
  /** Share of wrong answers that is promised: follows `cache.errorBound`. */
  readonly promisedErrors: number;
  readonly counts: EvidenceCounts;
  /** Lower bound of the share of right hits at 95 % certainty, among the kinds of content that are served. */
  readonly precisionBound: number;
  /** Kinds of content of which something was seen. */
  readonly classes: readonly ClassEvidence[];
}

export type EvidenceCounts = Readonly<Record<EvidenceKind, number>>;

export interface ClassEvidence {
  readonly contentClass: ContentClass;
  readonly counts: EvidenceCounts;
  readonly precisionBound: number;
  /** Null while this kind of content is served. */
  readonly closed: ClosedClass | null;
}

export interface ClosedClass {
  readonly sinceMs: number;
  /** So many more comparisons with fresh answers must agree before it serves again by itself. */
  readonly agreementsNeeded: number;
}

/** Why a kind of content is not served, and what ends that, in whole sentences. */
export function closedSentences(
  { tier, promisedErrors }: Pick<TierEvidence, 'tier' | 'promisedErrors'>,
  { contentClass, counts, precisionBound, closed }: ClassEvidence,
): string {
  const wrong = counts['wrong-answer'] + counts['said-no'] + counts.regenerated + counts['shadow-different'];
  const needed = closed?.agreementsNeeded ?? 0;
  return (
    `Answers to other ${tier === 'gate' ? 'wrappings' : 'words'} (${tier}) are off for ${contentClassWords(contentClass)}: ${wrong} of ${counts.served} were found wrong, ` +
    `which, with what the calibration stands for, leaves ${percentText(precisionBound, 2)} surely right where ${percentText(1 - promisedErrors, 2)} were promised. ` +
    `Each one that would have been given is compared with the fresh answer instead; ${needed} more that agree switch them on again, ` +
    `and so does ${tier === 'semantic' ? 'another embedding model, or ' : ''}'tuppence cache reopen ${tier}'.`
  );
}

/** One partition and one kind of content. */
export interface Neighbourhood {
  /** The beginning of the partition's hash. */
  readonly partition: string;
  readonly contentClass: ContentClass;
  /** Added to the similarity that is demanded here. */
  readonly raise: number;
  readonly complaints: number;
  /** Of the last complaint. */
  readonly atMs: number;
  readonly client: string;
  readonly model: string;
}
