import type { Profile } from '../protocol/api.js';
import { escapeMarkdown } from './markdown.js';

/** What share of the past prompts was asked before, as a Markdown document. */
export function profileMarkdown(profile: Profile, sinceText: string): string {
  const { prompts, repeated, rephrased, served, current, near, byClient, examples } = profile;
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
            ['Asked', 'Is like'],
            examples.map(({ asked, kept }) => [escapeMarkdown(asked), escapeMarkdown(kept)]),
          ),
        ]),
  ].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => ':--'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}
