import { formatUsd } from '../../protocol/money.js';
import { reasonWords } from '../../protocol/reasons.js';
import { scoreTiers } from '../../protocol/settings.js';
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

/** A wish in words. */
export function wishWords(wish: WhatIfWish): string {
  const { strongShare, qualityFloor, cheapBelow, strongFrom, ceiling, tiers = {}, prices = {}, similarity } = wish;
  return [
    ...(strongShare === undefined ? [] : [`${percent(strongShare)} of the requests were strong`]),
    ...(qualityFloor === undefined ? [] : [`${percent(qualityFloor)} of the expected gain were kept`]),
    ...(cheapBelow === undefined ? [] : [`scores below ${cheapBelow} were cheap`]),
    ...(strongFrom === undefined ? [] : [`scores from ${strongFrom} were strong`]),
    ...(ceiling === undefined ? [] : [ceiling === 'none' ? 'scores could move up' : 'nothing moved up by its score']),
    ...Object.entries(tiers).map(([tier, model]) =>
      model === null ? `${tier} had no model` : `${tier} were ${model}`,
    ),
    ...Object.keys(prices).map(model => `${model} had another price`),
    ...(similarity === undefined ? [] : [`answers were shared from a similarity of ${similarity}`]),
  ].join(' and ');
}

function routingLines(found: WhatIfRouting): readonly string[] {
  const { used, now, then, saved } = found;
  if (used === 0) return ['', '  Nothing can be compared.', ...leftOutLines(found)];
  const row = (label: string, of: (side: WhatIfSide) => string) =>
    `  ${label.padEnd(26)} ${of(now).padStart(16)} ${of(then).padStart(16)}`;
  return [
    '',
    `  ${''.padEnd(26)} ${'now'.padStart(16)} ${'what if'.padStart(16)}`,
    row('cost', side => usd(side.costUsd)),
    ...scoreTiers.map(tier => row(`  ${tier}`, side => `${side[tier]} (${percent(side[tier] / used)})`)),
    row('strong, of the scored', side => (side.strongShare === null ? '-' : percent(side.strongShare))),
    row('thresholds at the end', side => `${short(side.cheapBelow)} / ${short(side.strongFrom)}`),
    row('on a cheaper model', side => String(side.moved)),
    row('answered worse, a guess', side => side.expectedWorse.toFixed(1)),
    row('expected gain kept', side => (side.gainKept === null ? '-' : percent(side.gainKept))),
    row('asked for again', side => (side.escalations === null ? 'unknown' : side.escalations.expected.toFixed(1))),
    '',
    `  ${savedWords(saved)}${saved.lowUsd === null ? `; ${found.sessions} conversations are too few for an interval.` : '.'}`,
    ...riskLines(found),
    '',
    'How sure',
    `  ${used} requests in ${found.sessions} conversations are in every figure${found.cut ? ', the newest ones' : ''}; ${usd(found.paidUsd)} was paid for them.`,
    `  ${found.asPaid} would have cost what was paid, to the micro-dollar. The other ${used - found.asPaid} are priced exactly, for the tokens that they really used.`,
    ...(found.estimated === 0 ? [] : [`  ${found.estimated} of the costs are estimates: a stream was cut.`]),
    ...leftOutLines(found),
  ];
}

/** `Saves $0.10, between $0.08 and $0.12 in 95 % of pasts like this one`. */
export function savedWords({ usd: amount, lowUsd, highUsd }: WhatIfRouting['saved']): string {
  const sign = amount < 0 ? -1 : 1;
  const bounds = lowUsd === null || highUsd === null ? [] : [lowUsd * sign, highUsd * sign].sort((a, b) => a - b);
  const [low, high] = bounds;
  return `${sign < 0 ? 'Costs' : 'Saves'} ${usd(amount * sign)}${
    low === undefined || high === undefined
      ? ''
      : `, between ${usd(low)} and ${usd(high)} in 95 % of pasts like this one`
  }`;
}

function riskLines({ then, judged }: WhatIfRouting): readonly string[] {
  const { escalations } = then;
  const cold = then.costColdUsd - then.costUsd;
  return [
    ...(cold === 0
      ? []
      : [
          `  At most ${usd(cold)} less is saved if no moved request finds its beginning in the new model's prompt cache.`,
        ]),
    escalations === null
      ? `  How many cheap answers would be asked for again is not known: ${judged.answers} were judged so far, 20 are needed.`
      : `  ${escalations.expected.toFixed(1)} cheap answers (${escalations.low.toFixed(1)} to ${escalations.high.toFixed(1)}) would be asked for again${
          escalations.usd === null ? '' : `, for ${usd(escalations.usd)} more`
        }, as ${judged.escalated} of ${judged.answers} judged ones were.`,
  ];
}

function leftOutLines({ leftOut, unpricedModels }: WhatIfRouting): readonly string[] {
  const lines = leftOut.map(({ why, requests }) => `  ${String(requests).padStart(7)} left out: ${whyWords(why)}`);
  return unpricedModels.length === 0
    ? lines
    : [
        ...lines,
        `  No price is known for ${unpricedModels.join(', ')}: give one with --price ${unpricedModels[0] ?? 'MODEL'}=INPUT,OUTPUT.`,
      ];
}

/** Why a request is in no figure. */
export function whyWords(why: string): string {
  const own: Readonly<Record<string, string>> = {
    cache: 'answered from the cache',
    failed: 'not answered',
    unpriced: 'a model without a known price would be needed',
    'no-tier': 'no tier could answer it',
  };
  return Object.hasOwn(own, why) ? (own[why] ?? why) : reasonWords(why);
}

function cacheLines({ now, then, eligible, wrongAtMost, seen }: WhatIfCache): readonly string[] {
  const row = (label: string, { similarity, hits, savedUsd }: WhatIfCache['now']) =>
    `  ${label.padEnd(10)} similarity ${similarity}: ${hits} of ${eligible} answered from the cache, ${savedUsd === null ? 'saving unknown' : `saving ${usd(savedUsd)}`}`;
  return [
    '',
    row('now', now),
    row('what if', then),
    `  At most ${percent(wrongAtMost)} of such answers are wrong, at 95 % certainty: by the calibration, and by ${seen.complaints} complaints about ${seen.served} that were served.`,
  ];
}

function usd(amount: number): string {
  return formatUsd(Math.round(amount * 1_000_000));
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}

function short(threshold: number): string {
  return String(Number(threshold.toFixed(3)));
}
