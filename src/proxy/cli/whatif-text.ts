import { formatUsd } from '../../protocol/money.js';
import { scoreTiers } from '../../protocol/settings.js';
import { leftOutWords, riskSentences, savedWords, sureSentences, wishWords } from '../../protocol/what-if-words.js';
import { percentText } from '../../protocol/percent.js';
import type { WhatIf, WhatIfCache, WhatIfRouting, WhatIfSide, WhatIfWish } from '../../protocol/what-if.js';

/** The figures as a page for people: what would have been saved, what risked, and how sure both are. */
export function whatIfText({ routing, cache }: WhatIf, wish: WhatIfWish, since: string): string {
  const lines = [
    `What if ${wishWords(wish)}, over the last ${since}`,
    ...(routing === null ? [] : routingLines(routing)),
    ...(cache === null ? [] : cacheLines(cache)),
  ];
  return `${lines.join('\n')}\n`;
}

function routingLines(found: WhatIfRouting): readonly string[] {
  const { used, now, then, saved } = found;
  if (used === 0) return ['', '  Nothing can be compared.', ...leftOutLines(found)];
  const row = (label: string, of: (side: WhatIfSide) => string) =>
    `  ${label.padEnd(26)} ${of(now).padStart(16)} ${of(then).padStart(16)}`;
  const few = saved.lowUsd === null ? `; ${found.sessions} conversations are too few for an interval` : '';
  return [
    '',
    `  ${''.padEnd(26)} ${'now'.padStart(16)} ${'what if'.padStart(16)}`,
    row('cost', side => usd(side.costUsd)),
    ...scoreTiers.map(tier => row(`  ${tier}`, side => `${side[tier]} (${percentText(side[tier] / used)})`)),
    row('strong, of the scored', side => (side.strongShare === null ? '-' : percentText(side.strongShare))),
    row('thresholds at the end', side => `${short(side.cheapBelow)} / ${short(side.strongFrom)}`),
    row('on a cheaper model', side => String(side.moved)),
    row('answered worse, a guess', side => side.expectedWorse.toFixed(1)),
    row('expected gain kept', side => (side.gainKept === null ? '-' : percentText(side.gainKept))),
    row('asked for again', side => (side.escalations === null ? 'unknown' : side.escalations.expected.toFixed(1))),
    '',
    `  ${savedWords(saved)}${few}.`,
    ...riskSentences(found).map(sentence => `  ${sentence}`),
    '',
    'How sure',
    ...sureSentences(found).map(sentence => `  ${sentence}`),
    ...leftOutLines(found),
  ];
}

function leftOutLines({ leftOut, unpricedModels }: WhatIfRouting): readonly string[] {
  const lines = leftOut.map(({ why, requests }) => `  ${String(requests).padStart(7)} left out: ${leftOutWords(why)}`);
  const [first] = unpricedModels;
  if (first === undefined) return lines;
  return [
    ...lines,
    `  No price is known for ${unpricedModels.join(', ')}: give one with --price ${first}=INPUT,OUTPUT.`,
  ];
}

function cacheLines({ now, then, eligible, wrongAtMost, seen }: WhatIfCache): readonly string[] {
  const row = (label: string, { similarity, hits, savedUsd }: WhatIfCache['now']) =>
    `  ${label.padEnd(10)} similarity ${similarity}: ${hits} of ${eligible} answered from the cache, ${savedUsd === null ? 'saving unknown' : `saving ${usd(savedUsd)}`}`;
  return [
    '',
    row('now', now),
    row('what if', then),
    `  At most ${percentText(wrongAtMost)} of such answers are wrong, at 95 % certainty: by the calibration, and by ${seen.complaints} complaints about ${seen.served} that were served.`,
  ];
}

function usd(amount: number): string {
  return formatUsd(Math.round(amount * 1_000_000));
}

function short(threshold: number): string {
  return String(Number(threshold.toFixed(3)));
}
