import { readFileSync } from 'node:fs';
import { agreementOf, type Agreement, type EmbedTexts } from '../../src/proxy/cache/evidence/agreement.js';

/** One question with four answers, written by hand. */
export interface AnswerRow {
  /** The marks were chosen on `dev`; the splits share no topic. */
  readonly split: 'dev' | 'test';
  readonly topic: string;
  readonly question: string;
  readonly answer: string;
  /** The same in another author's words. */
  readonly same: string;
  /** Wrong in one fact, number, name or direction; often a copy of the first but for that. */
  readonly contradicts: string;
  /** A right answer to a neighbouring question. */
  readonly other: string;
}

export type Against = 'same' | 'contradicts' | 'other' | 'elsewhere';
export type Verdicts = Readonly<Record<Against, Readonly<Record<Agreement, number>>>>;

export function readAnswers(file: URL): readonly AnswerRow[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as AnswerRow);
}

/** How the first answers of a split compare with the others; `elsewhere` is every rewording of every other question. */
export async function scoreAnswers(
  rows: readonly AnswerRow[],
  split: AnswerRow['split'],
  embed: EmbedTexts,
): Promise<Verdicts> {
  const none = () => ({ same: 0, different: 0, unclear: 0 });
  const verdicts = { same: none(), contradicts: none(), other: none(), elsewhere: none() };
  const own = rows.filter(row => row.split === split);
  for (const row of own) {
    for (const against of ['same', 'contradicts', 'other'] as const) {
      verdicts[against][await agreementOf(row.question, row.answer, row[against], embed)] += 1;
    }
    for (const far of own) {
      if (far !== row) verdicts.elsewhere[await agreementOf(row.question, row.answer, far.same, embed)] += 1;
    }
  }
  return verdicts;
}
