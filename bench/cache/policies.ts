import type { Settings } from '../../src/protocol/settings.js';
import { gateKey } from '../../src/proxy/cache/match/gate-key.js';
import { judge } from '../../src/proxy/cache/match/judge.js';
import { looseText } from '../../src/proxy/fingerprint/loose-text.js';

/** Whether the second text of a pair is served the answer of the first, under each way to decide. */
export interface Decisions {
  /** What a fresh installation does. */
  readonly default: boolean;
  readonly gate: boolean;
  /** The opt-in mode: the gate, or a near candidate that the judge accepts. */
  readonly semantic: boolean;
  readonly cos85: boolean;
  readonly cos90: boolean;
  readonly cos95: boolean;
}

export const policyNames = ['default', 'gate', 'semantic', 'cos85', 'cos90', 'cos95'] as const;

/** Decides one pair as the shipped pipeline would, both texts being the whole of a request. */
export function decide(a: string, b: string, cosine: number, cache: Settings['cache']): Decisions {
  const eligible = mayServe(a) && mayServe(b);
  const gate = eligible && sameKey(a, b);
  const semantic = gate || (eligible && cosine >= cache.similarity && judge(a, b).same);
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

/**
 * How sure the semantic tier is that one answer serves both, higher is surer: what the gate accepts stands above what
 * the judge accepts, and that above everything else, each by its cosine.
 */
export function combinedScore(a: string, b: string, cosine: number): number {
  return cosine + (sameKey(a, b) ? 2 : judge(a, b).same ? 1 : 0);
}

/** The text may be matched by anything but itself. */
export function mayServe(text: string): boolean {
  return looseText(text).ok;
}

function sameKey(a: string, b: string): boolean {
  const key = gateKey(a);
  return key !== undefined && key === gateKey(b);
}
