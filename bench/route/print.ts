import type { Flips } from './flips.js';
import type { Measured, Scored } from './measure.js';

export interface Report extends Measured {
  readonly data: string;
  readonly train: string | null;
  readonly flips: Flips;
}

/** The figures as a table for people. */
export function printReport(report: Report): void {
  const lines: readonly (readonly [string, Scored | null])[] = [
    ['random', report.random],
    ['length', report.length],
    ['cold start', report.coldStart],
    [`in domain, ${report.labels} labels`, report.inDomain],
    ['answer seen, no labels', report.answerSeenCold],
    [`answer seen, ${report.labels} labels`, report.answerSeen],
  ];
  console.log(
    `${report.data}: ${report.rows} rows; weak ${report.weak.toFixed(3)}, strong ${report.strong.toFixed(3)}\n`,
  );
  console.log(`${'mean (sd) of ten halves'.padEnd(28)}           APGR          CPT50          CPT80`);
  for (const [name, scored] of lines) {
    const cells =
      scored === null
        ? ['-', '-', '-']
        : [
            `${scored.apgr.toFixed(3)} (${scored.sd.apgr.toFixed(3)})`,
            `${scored.cpt50.toFixed(1)} (${scored.sd.cpt50.toFixed(1)})`,
            `${scored.cpt80.toFixed(1)} (${scored.sd.cpt80.toFixed(1)})`,
          ];
    console.log(name.padEnd(28) + cells.map(cell => cell.padStart(15)).join(''));
  }
  const { prompts, typos, paraphrases, lowerCase } = report.flips;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  console.log(
    `\nof ${prompts} prompts, put into another tier: by typos ${percent(typos)}, by paraphrase ${percent(paraphrases)}, by lower case ${percent(lowerCase)}`,
  );
}
