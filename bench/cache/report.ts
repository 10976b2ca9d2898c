import type { Settings } from '../../src/protocol/settings.js';
import { bounds } from '../../src/proxy/cache/verify/calibration.js';
import type { Verifier } from '../../src/proxy/cache/verify/verifier.js';
import { calibrationTable, type CalibrationRow } from './calibration.js';
import { type CategoryScore, scoreCategories } from './categories.js';
import type { Pair } from './pairs.js';
import { decide, opinionOf, type policyNames } from './policies.js';
import { rank, type Ranking } from './ranking.js';
import { areaUnderCurve, dot, type PolicyScore, scorePolicy } from './scores.js';

type PolicyName = (typeof policyNames)[number];

/** What the bench says about a file of pairs. */
export interface PairsReport {
  readonly pairs: number;
  readonly positives: number;
  readonly negatives: number;
  /** Of the model's cosine alone. */
  readonly auc: number | null;
  readonly policies: Readonly<Record<PolicyName, PolicyScore>>;
  /** Of the cosine alone, and of the score that the semantic tier decides by. */
  readonly ranking: Readonly<Record<'cosine' | 'combined', Ranking>>;
  readonly calibration: readonly CalibrationRow[];
  /** Empty when the file names no categories. */
  readonly categories: Readonly<Record<'default' | 'semantic', readonly CategoryScore[]>>;
}

/** Decides every pair. `vectors` holds the embeddings of the first and of the second texts, in the order of the pairs. */
export function reportPairs(
  pairs: readonly Pair[],
  vectors: { readonly a: readonly Float32Array[]; readonly b: readonly Float32Array[] },
  verifier: Verifier,
  cache: Settings['cache'],
): PairsReport {
  const labels = pairs.map(({ label }) => label);
  const cosines = vectors.a.map((vector, at) => dot(vector, vectors.b[at] ?? new Float32Array(vector.length)));
  const opinions = pairs.map(({ a, b }, at) => opinionOf(a, b, cosines[at] ?? 0, verifier, cache));
  const decisions = opinions.map((opinion, at) =>
    decide(pairs[at]?.a ?? '', pairs[at]?.b ?? '', cosines[at] ?? 0, opinion, cache),
  );
  const servedBy = (name: PolicyName): readonly boolean[] => decisions.map(decision => decision[name]);
  const positives = labels.filter(label => label === 1).length;
  return {
    pairs: pairs.length,
    positives,
    negatives: pairs.length - positives,
    auc: areaUnderCurve(cosines, labels),
    policies: {
      default: scorePolicy(servedBy('default'), labels),
      gate: scorePolicy(servedBy('gate'), labels),
      semantic: scorePolicy(servedBy('semantic'), labels),
      cos85: scorePolicy(servedBy('cos85'), labels),
      cos90: scorePolicy(servedBy('cos90'), labels),
      cos95: scorePolicy(servedBy('cos95'), labels),
    },
    ranking: {
      cosine: rank(cosines, labels),
      combined: rank(
        opinions.map(({ score }) => score),
        labels,
      ),
    },
    calibration: calibrationTable(opinions, labels, bounds),
    categories: {
      default: scoreCategories(servedBy('default'), pairs),
      semantic: scoreCategories(servedBy('semantic'), pairs),
    },
  };
}
