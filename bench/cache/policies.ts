import type { Settings } from '../../src/protocol/settings.js';
import { gateKey } from '../../src/proxy/cache/match/gate-key.js';
import { judge } from '../../src/proxy/cache/match/judge.js';
import type { Opinion, Verifier } from '../../src/proxy/cache/verify/verifier.js';
import { looseText } from '../../src/proxy/fingerprint/loose-text.js';

/** Whether the second text of a pair is served the answer of the first, under each way to decide. */
export interface Decisions {
  /** What a fresh installation does. */
  readonly default: boolean;
  readonly gate: boolean;
  /** The opt-in mode: the gate, or a near candidate that the judge or the verifier accepts. */
  readonly semantic: boolean;
  readonly cos85: boolean;
  readonly cos90: boolean;
  readonly cos95: boolean;
}

export const policyNames = ['default', 'gate', 'semantic', 'cos85', 'cos90', 'cos95'] as const;

/** What the parts of the semantic tier think of a pair. */
export interface PairOpinion {
  readonly gate: boolean;
  /** The tightest error bound under which it is served: 0 for what the gate or the judge accepts, infinite for never. */
  readonly bound: number;
  /** How sure the tier is, higher is surer: what the strict check accepts stands first, what a veto refuses last. */
  readonly score: number;
}

/** Looks at one pair as the shipped pipeline would, both texts being the whole of a request. */
export function opinionOf(
  a: string,
  b: string,
  cosine: number,
  verifier: Verifier,
  cache: Settings['cache'],
): PairOpinion {
  const eligible = mayServe(a) && mayServe(b);
  const gate = eligible && sameKey(a, b);
  const [opinion] = verifier.weigh(b, [a]);
  const near = eligible && cosine >= cache.similarity;
  const weighed = near ? (opinion?.bound ?? Infinity) : Infinity;
  const { same } = judge(a, b);
  const bound = gate || (near && same) ? 0 : weighed;
  return { gate, bound, score: opinion === undefined ? -Infinity : opinion.logOdds + rankOf(same, opinion) };
}

/** The strict check is asked before the verifier, and the vetoes before both are weighed: each is a step in the ranking. */
function rankOf(same: boolean, { veto }: Opinion): number {
  if (same) return stepLogOdds;
  return veto === undefined ? 0 : -stepLogOdds;
}
/** More than the verifier's log-odds ever differ by in practice. */
const stepLogOdds = 20;

/** Decides one pair of which the tier thinks this. */
export function decide(
  a: string,
  b: string,
  cosine: number,
  { gate, bound }: PairOpinion,
  cache: Settings['cache'],
): Decisions {
  const semantic = bound <= cache.errorBound;
  const exact = cache.exact && a === b;
  return {
    default: exact || (cache.gate && gate) || (cache.semantic && semantic),
    gate,
    semantic,
    cos85: cosine >= 0.85,
    cos90: cosine >= 0.9,
    cos95: cosine >= 0.95,
  };
}

/** The text may be matched by anything but itself. */
export function mayServe(text: string): boolean {
  return looseText(text).ok;
}

function sameKey(a: string, b: string): boolean {
  const key = gateKey(a);
  return key !== undefined && key === gateKey(b);
}
