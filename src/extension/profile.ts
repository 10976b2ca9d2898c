import type { Profile } from '../protocol/api.js';
import { contentClassWords } from '../protocol/content-classes.js';
import { percentText } from '../protocol/percent.js';
import { escapeMarkdown } from './markdown.js';

/** What share of the past prompts was asked before, as a Markdown document. */
export function profileMarkdown(profile: Profile, sinceText: string): string {
  const { prompts, repeated, rephrased, served, current, near, byClient, examples, errorBound } = profile;
  if (prompts === 0) return `# Your prompts\n\nNo prompt was recorded since ${sinceText}.`;
  const nearNow = near.find(({ similarity }) => similarity === current)?.prompts ?? 0;
  const share = (count: number, of = prompts) => (of === 0 ? '' : `${((100 * count) / of).toFixed(1)} %`);
  const row = (label: string, count: number) => [label, String(count), share(count)];
  return [
    '# Your prompts',
    `${prompts} prompts since ${sinceText}; ${served} of them were answered without asking a model.`,
    table(
      ['', 'Prompts', 'Share'],
      [
        row('Asked before, word for word', repeated),
        row('The same in another wrapping', rephrased),
        row(`Near an earlier one, from a similarity of ${current}`, nearNow),
      ],
    ),
    '## What each similarity finds',
    table(
      ['Similarity', 'Near prompts'],
      near.map(at => [at.similarity === current ? `${at.similarity} (current)` : `${at.similarity}`, `${at.prompts}`]),
    ),
    '## What each share of wrong answers finds',
    table(
      ['At most wrong (`cache.errorBound`)', 'Near prompts'],
      profile.nearByBound.map(at => [
        at.errorBound === errorBound ? `${percentText(at.errorBound, 2)} (current)` : percentText(at.errorBound, 2),
        `${at.prompts}`,
      ]),
    ),
    profile.sureness
      .map(
        ({ tier, served: given, precisionBound, promisedErrors, closed }) =>
          `${tier}: ${given === 0 ? 'nothing given out so far' : `${given} given out so far, at least ${percentText(precisionBound, 2)} right at 95 % certainty`}, ${percentText(1 - promisedErrors, 2)} promised.${closed.length === 0 ? '' : ` Off for ${closed.map(contentClassWords).join(', ')}.`}`,
      )
      .join(' '),
    ...(profile.isCut ? ['The ledger holds more than was looked at: what was asked long ago counts as new.'] : []),
    '## By client',
    table(
      ['Client', 'Prompts', 'Repeated', 'Wrapped', 'Near'],
      byClient.map(one => [
        escapeMarkdown(one.client),
        String(one.prompts),
        ...[one.repeated, one.rephrased, one.near].map(count => share(count, one.prompts)),
      ]),
    ),
    ...(examples.length === 0
      ? []
      : [
          '## For example',
          table(
            ['Asked', 'Is like', 'Because'],
            examples.map(({ asked, kept, bound }) => [
              escapeMarkdown(asked),
              escapeMarkdown(kept),
              bound === 0 ? 'every word accounted for' : `of such, at most ${percentText(bound, 2)} are wrong`,
            ]),
          ),
        ]),
  ].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => ':--'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}
