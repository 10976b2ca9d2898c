import type { CategoryScore } from './categories.js';
import { policyNames } from './policies.js';
import type { Ranking } from './ranking.js';
import type { PairsReport } from './report.js';
import type { StreamScore } from './stream.js';

/** The report on a file of pairs as lines for people. */
export function pairsLines(report: PairsReport): readonly string[] {
  return [
    `${report.pairs} pairs: ${report.positives} with one answer, ${report.negatives} with two; AUC of the cosine ${percent(report.auc)}`,
    '',
    'policy      hits  false hits   recall  precision',
    ...policyNames.map(name => {
      const { hits, falseHits, recall, precision } = report.policies[name];
      return `${name.padEnd(10)}${right(hits, 6)}${right(falseHits, 12)}${right(percent(recall), 9)}${right(percent(precision), 11)}`;
    }),
    '',
    'recall at false hits of      1 %      2 %      5 %   curve area',
    ...(['cosine', 'combined'] as const).map(name => rankingLine(name, report.ranking[name])),
    '',
    `hit ratio ${report.ranking.combined.curve.map(({ hitRatio }) => right(percent(hitRatio), 8)).join('')}`,
    ...(['cosine', 'combined'] as const).map(
      name =>
        `${name.padEnd(10)}${report.ranking[name].curve.map(({ precision }) => right(percent(precision), 8)).join('')}`,
    ),
    '',
    'error bound: promised  observed    served  false hits   recall  of all with two answers',
    ...report.calibration.map(
      ({ promised, observed, served, falseHits, recall, falseHitRate }) =>
        `${right(percent(promised), 21)}${right(percent(observed), 10)}${right(served, 10)}${right(falseHits, 12)}${right(percent(recall), 9)}${right(percent(falseHitRate), 25)}`,
    ),
    ...categoryLines(report),
  ];
}

/** The report on a stream of distinct questions. */
export function streamLines(stream: StreamScore): readonly string[] {
  const { titles, repeats, gate, gatePer1000, semantic, semanticPer1000, served } = stream;
  return [
    `${titles} distinct questions in a stream (${repeats} literal repeats left out)`,
    `served by the gate ${gate} (${gatePer1000} per 1,000), by gate or semantic ${semantic} (${semanticPer1000} per 1,000)`,
    ...served.map(({ asked, kept, by }) => `  ${by}: '${asked}' was given the answer to '${kept}'`),
  ];
}

function rankingLine(name: string, ranking: Ranking): string {
  const { recallAtFalse1, recallAtFalse2, recallAtFalse5, curveArea } = ranking;
  const recalls = [recallAtFalse1, recallAtFalse2, recallAtFalse5].map(share => right(percent(share), 9)).join('');
  return `${name.padEnd(22)}${recalls}${right(percent(curveArea), 13)}`;
}

function categoryLines({ categories }: PairsReport): readonly string[] {
  if (categories.default.length === 0) return [];
  return [
    '',
    `${'category'.padEnd(28)}same  other   default: recall, false    semantic: recall, false`,
    ...categories.default.map((plain, at) => {
      const semantic = categories.semantic[at] ?? plain;
      return `${plain.category.padEnd(27)}${right(plain.positives, 5)}${right(plain.negatives, 7)}${shares(plain)}${shares(semantic)}`;
    }),
  ];
}

function shares({ recall, falseHits, falseHitRate }: CategoryScore): string {
  return `${right(percent(recall), 14)}${right(falseHitRate === null ? '-' : `${falseHits} (${percent(falseHitRate)})`, 13)}`;
}

function percent(share: number | null): string {
  return share === null ? '-' : `${(share * 100).toFixed(1)} %`;
}

function right(value: number | string, width: number): string {
  return String(value).padStart(width);
}
