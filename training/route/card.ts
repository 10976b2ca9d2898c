import { lookNames } from '../../src/proxy/route/answer/look.js';
import { signalNames } from '../../src/proxy/route/gain/gain.js';
import { doubtByHand, fittedSignals } from './fit.js';
import type { Figures, Fitted, Spread } from './measure.js';

/** The page that says what the fitted numbers are, what from, and how good. */
export function cardOf({ prior, doubt }: Fitted, figures: Figures): string {
  const { sets, answers, developer } = figures;
  const fitted: ReadonlySet<string> = new Set(fittedSignals);
  return `# What the router expects before it knows you

Written by \`npm run train:route -- --data DIR\`. The numbers lie in \`src/proxy/route/gain/prior.ts\` and
\`src/proxy/route/answer/weights.ts\`.

## The prompt

The expected gain is how much more often a strong model is right than a cheap one on such prompts. It is a sum of
readings of the text's shape, each 0 to 1. None of them knows a word of any language.

${table(
  ['signal', '>weight', 'from'],
  signalNames.map(name => [
    `\`${name}\``,
    prior.weights[name].toFixed(3),
    fitted.has(name) ? 'fitted, never negative' : 'set by hand',
  ]),
)}

A text whose signals all read 0 is expected to gain ${prior.base.toFixed(3)}. The score that the thresholds are held
against is this gain on a scale from 0 to 1; the scale is placed so that prompts written for this project fall on the
sides of the default thresholds where a developer would expect them (${developer.right} of ${developer.of} do).

What prompts of such an expectation really gained, pooled so that it never falls. \`routing.qualityFloor\` is held against
this curve.

${table(
  ['>expected gain', '>real gain'],
  prior.curve.map(([expected, gain]) => [expected.toFixed(3), gain.toFixed(3)]),
)}

## The answer

The doubt about a cheap model's answer, in log-odds; more is worse, and no reading lowers it.

${table(
  ['reading', '>weight', 'from'],
  [
    ...lookNames.map(name => [
      `\`${name}\``,
      doubt.look[name].toFixed(2),
      name in doubtByHand ? 'set by hand' : 'fitted',
    ]),
    ['expected gain of the prompt', doubt.gain.toFixed(2), 'fitted'],
  ],
)}

## Data

Outcomes published with RouteLLM (lm-sys/RouteLLM, Apache-2.0), a weak model (Mixtral-8x7B) and a strong one
(gpt-4-1106-preview) on the same questions; rows known to be contaminated are left out:
${sets
  .map(({ name, rows }) => `${rows.toLocaleString('en-GB')} of ${name === 'mmlu' ? 'MMLU (38 subjects)' : 'GSM8K'}`)
  .join(' and ')}. The answers' weights come from the weak model's answers to GSM8K alone.

## Figures

Share of the quality gap that is recovered, averaged over all shares of prompts that go to the strong model (APGR); a
random order is at .500. Held out: fitted on half of MMLU's subjects and half of GSM8K's rows, measured on the other
halves, ten times.

${table(
  ['set', '>rows', '>fitted on all', '>held out', '>length alone'],
  [
    ...sets.map(({ name, rows, whole, heldOut, lengthAlone }) => [
      name,
      String(rows),
      whole.apgr.toFixed(3),
      spread(heldOut, 3),
      lengthAlone.toFixed(3),
    ]),
    ['gsm8k, its answer seen', String(answers.rows), '-', spread(answers.heldOut, 3), '-'],
  ],
)}

With the answer seen, half of the gap is recovered by sending ${spread(answers.heldOutCpt50, 1)} % of the prompts on.

## Limits

Both sets are single questions in English from 2023, and neither is about code. What carries over is the shape of a
hard question, weakly. It is only the start: outcomes of your own take over as they come in.
`;
}

function spread({ mean, sd }: Spread, digits: number): string {
  return `${mean.toFixed(digits)} (sd ${sd.toFixed(digits)})`;
}

/** A table as the formatter writes it. A heading behind `>` stands over figures. */
function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const names = headings.map(heading => heading.replace(/^>/, ''));
  const widths = names.map((name, at) => Math.max(name.length, ...rows.map(row => row[at]?.length ?? 0)));
  const isRight = (at: number) => headings[at]?.startsWith('>') === true;
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => (isRight(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, at) => (isRight(at) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [line(names), line(rule), ...rows.map(line)].join('\n');
}
