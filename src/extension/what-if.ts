import { percentText } from '../protocol/percent.js';
import { scoreTiers } from '../protocol/settings.js';
import { leftOutWords, riskSentences, savedWords, sureSentences } from '../protocol/what-if-words.js';
import type { WhatIf, WhatIfCache, WhatIfRouting, WhatIfSide } from '../protocol/what-if.js';
import { counted, usdText } from './amounts.js';
import { escapeMarkdown } from './markdown.js';

// What a document says of the past under other settings; every figure comes from the proxy.

/** What would have been saved, what risked, and how sure both are, as a Markdown document. */
export function whatIfMarkdown({ routing, cache }: WhatIf, title: string, sinceText: string): string {
  return [
    `# What if ${escapeMarkdown(title)}?`,
    `Your requests since ${sinceText}, played through again. Nothing was changed.`,
    ...(routing === null ? [] : routingPart(routing)),
    ...(cache === null ? [] : cachePart(cache)),
  ].join('\n\n');
}

function routingPart(found: WhatIfRouting): readonly string[] {
  const { used, now, then, saved, sessions } = found;
  if (used === 0) return ['Nothing can be compared.', ...leftOutPart(found)];
  const row = (label: string, of: (side: WhatIfSide) => string) => [label, of(now), of(then)];
  const few = saved.lowUsd === null ? ` (${counted(sessions, 'conversation')}: too few for an interval)` : '';
  return [
    `**${savedWords(saved)}**${few}`,
    table(
      ['', 'Now', 'What if'],
      [
        row('Cost', side => usdText(side.costUsd)),
        ...scoreTiers.map(tier =>
          row(`On the ${tier} tier`, side => `${side[tier]} (${percentText(side[tier] / used)})`),
        ),
        row('Strong, of the scored', side => (side.strongShare === null ? '-' : percentText(side.strongShare))),
        row('On a cheaper model than asked for', side => String(side.moved)),
        row('Answered worse, a guess', side => side.expectedWorse.toFixed(1)),
        row('Expected gain kept', side => (side.gainKept === null ? '-' : percentText(side.gainKept))),
        row('Asked for again', side => (side.escalations === null ? 'unknown' : side.escalations.expected.toFixed(1))),
      ],
    ),
    '## What is risked',
    list([...riskSentences(found), 'What is answered worse is guessed from the shape of the prompts.']),
    '## How sure this is',
    list(sureSentences(found)),
    ...leftOutPart(found),
  ];
}

function leftOutPart({ leftOut, unpricedModels }: WhatIfRouting): readonly string[] {
  if (leftOut.length === 0) return [];
  return [
    '## Left out',
    table(
      ['Requests', 'Why'],
      leftOut.map(({ why, requests }) => [String(requests), escapeMarkdown(leftOutWords(why))]),
    ),
    ...(unpricedModels.length === 0 ? [] : [`No price is known for ${unpricedModels.map(escapeMarkdown).join(', ')}.`]),
  ];
}

function cachePart({ now, then, eligible, wrongAtMost, seen }: WhatIfCache): readonly string[] {
  const row = (label: string, { similarity, hits, savedUsd }: WhatIfCache['now']) => [
    label,
    String(similarity),
    `${hits} of ${eligible}`,
    savedUsd === null ? 'unknown' : usdText(savedUsd),
  ];
  return [
    table(['', 'Similarity', 'Answered from the cache', 'Saved'], [row('Now', now), row('What if', then)]),
    `At most ${percentText(wrongAtMost)} of such answers are wrong, at 95 % certainty: by the calibration, and by ${counted(seen.complaints, 'complaint')} about ${seen.served} that were served.`,
  ];
}

/** A share that the user typed, `0.3` or `30 %`; undefined when it is none. */
export function typedShare(text: string): number | undefined {
  const found = /^\s*(\d+(?:[.,]\d+)?|[.,]\d+)\s*(%?)\s*$/.exec(text);
  if (found === null) return undefined;
  const value = Number((found[1] ?? '').replace(',', '.')) / (found[2] === '%' ? 100 : 1);
  return value >= 0 && value <= 1 ? value : undefined;
}

/** Two prices in dollars per million tokens, `0.10, 0.40`; undefined when they are none. */
export function typedPrice(
  text: string,
): { readonly inputUsdPerMTok: number; readonly outputUsdPerMTok: number } | undefined {
  const found = /^\s*\$?(\d+(?:\.\d+)?|\.\d+)\s*[,;/ ]\s*\$?(\d+(?:\.\d+)?|\.\d+)\s*$/.exec(text);
  return found === null ? undefined : { inputUsdPerMTok: Number(found[1]), outputUsdPerMTok: Number(found[2]) };
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => ':--'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

function list(items: readonly string[]): string {
  return items.map(item => `- ${item}`).join('\n');
}
