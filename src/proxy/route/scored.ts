import type { ScoreStory } from '../../protocol/learning.js';
import { toUsd } from '../../protocol/money.js';
import type { Fingerprint, Prompt } from '../prompt.js';
import { nameOf } from './economics/prices.js';
import { expectedGain, gainAt, readSignals, scoreOf } from './gain/gain.js';
import type { Thresholds } from './gain/own-scores.js';
import { wordsInView } from './gain/words-in-view.js';
import { heldBy, rankOfNamed } from './held.js';
import type { Learning } from './learn/learning.js';
import type { Opinion } from './learn/opinion.js';
import type { Case, Choice } from './step.js';
import { nameOfTarget, rankOf } from './tiers.js';

/** What the words of a human turn score; undefined where they say nothing. */
export type ScoreOf = (prompt: Prompt, fingerprint: Fingerprint) => number | undefined;

/** A human turn's score, and where it came from. */
export interface Scored {
  readonly score: number;
  readonly words: string | undefined;
  readonly opinion: Opinion | undefined;
  /** Lowered, because what the agent writes arrives. */
  readonly isLanding?: true;
}

/** A promise only where near prompts are asked. Undefined where the words say nothing. */
export function scoreTurn(
  at: Case,
  by: { readonly learning: Pick<Learning, 'opinion'> | undefined; readonly scoreOf: ScoreOf | undefined },
): Scored | undefined | Promise<Scored> {
  const { prompt, fingerprint } = at;
  if (by.scoreOf !== undefined) {
    const score = by.scoreOf(prompt, fingerprint);
    return score === undefined ? undefined : { score, words: undefined, opinion: undefined };
  }
  const { text, earlierTurns, bare } = wordsInView(prompt.facts.turns);
  if (bare) return undefined;
  const readings = readSignals(text, earlierTurns);
  const turned = { words: text, readings, models: modelsBelow(at) };
  const opinion = by.learning?.opinion(fingerprint, turned);
  if (opinion === undefined) return { score: scoreOf(expectedGain(readings)), words: text, opinion };
  const scored = (of: Opinion): Scored => ({ score: scoreOf(of.gain), words: text, opinion: of });
  return opinion instanceof Promise ? opinion.then(scored) : scored(opinion);
}

/** What an agent whose changes arrive needs less of a strong model: about a sixth of the way between the thresholds. */
const landingGain = 0.02;

/** The same turn where what the agent writes arrives. */
export function asLanding(scored: Scored): Scored {
  return { ...scored, score: scoreOf(gainAt(scored.score) - landingGain), isLanding: true };
}

/** Models that could answer in place of the one asked for, cheapest first. */
function modelsBelow(at: Case): readonly string[] {
  const ceiling = rankOfNamed(at, nameOfTarget(at.home));
  return [...at.fitting]
    .filter(([tier]) => tier !== 'local' && rankOf(tier) < ceiling)
    .map(([, target]) => nameOf(nameOfTarget(target)));
}

/** What costs nothing is shown as this many times cheaper. */
const mostRatio = 1_000_000;

/** The same as it is kept for whoever asks why. */
export function storyOf(
  at: Case,
  { score, opinion, isLanding }: Scored,
  { cheapBelow, strongFrom }: Thresholds,
  { wished }: Choice,
): ScoreStory | undefined {
  if (opinion === undefined) return undefined;
  const { priorGain, shift, bucket, counted, near, gain } = opinion;
  const wanted = nameOfTarget(wished ?? at.home);
  const home = nameOfTarget(at.home);
  const now = heldBy(at) ?? home;
  const isKnown = at.money.knows(wanted, now) && at.money.knows(wanted, home);
  return {
    ...{ priorGain, shift, bucket, counted, near, gain, score },
    // A share of all or nothing sets a threshold that no score reaches.
    cheapBelow: Math.min(1, cheapBelow),
    strongFrom: Math.min(1, strongFrom),
    isLanding: isLanding === true,
    wanted: nameOf(wanted),
    promptTokens: at.money.promptTokens,
    expectedUsd: isKnown ? toUsd(Math.round(at.money.expected(wanted, now))) : null,
    priceRatio: isKnown ? Math.min(mostRatio, at.money.ratio(home, wanted)) : null,
  };
}
