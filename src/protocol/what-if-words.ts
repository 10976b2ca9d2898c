import { percentText } from './percent.js';
import { formatUsd } from './money.js';
import { reasonWords } from './reasons.js';
import type { WhatIfRouting, WhatIfWish } from './what-if.js';

// How the past under other settings is put into words, in a terminal and in the editor.

/** A wish as the end of the question 'what if'. */
export function wishWords(wish: WhatIfWish): string {
  const { strongShare, qualityFloor, cheapBelow, strongFrom, ceiling, tiers = {}, prices = {}, similarity } = wish;
  return [
    ...(strongShare === undefined ? [] : [`${percentText(strongShare)} of the requests were strong`]),
    ...(qualityFloor === undefined ? [] : [`${percentText(qualityFloor)} of the expected gain were kept`]),
    ...(cheapBelow === undefined ? [] : [`scores below ${cheapBelow} were cheap`]),
    ...(strongFrom === undefined ? [] : [`scores from ${strongFrom} were strong`]),
    ...(ceiling === undefined ? [] : [ceiling === 'none' ? 'scores could move up' : 'nothing moved up by its score']),
    ...Object.entries(tiers).map(([tier, model]) =>
      model === null ? `the ${tier} tier had no model` : `the ${tier} tier were ${model}`,
    ),
    ...Object.entries(prices).map(
      ([model, price]) => `${model} cost $${price.inputUsdPerMTok} in and $${price.outputUsdPerMTok} out`,
    ),
    ...(similarity === undefined ? [] : [`answers were shared from a similarity of ${similarity}`]),
  ].join(' and ');
}

/** `Saves $0.10, between $0.08 and $0.12 in 95 % of pasts like this one`. */
export function savedWords({ usd, lowUsd, highUsd }: WhatIfRouting['saved']): string {
  const sign = usd < 0 ? -1 : 1;
  const [low, high] = lowUsd === null || highUsd === null ? [] : [lowUsd * sign, highUsd * sign].sort((a, b) => a - b);
  const bounds =
    low === undefined || high === undefined
      ? ''
      : `, between ${dollars(low)} and ${dollars(high)} in 95 % of pasts like this one`;
  return `${sign < 0 ? 'Costs' : 'Saves'} ${dollars(usd * sign)}${bounds}`;
}

/** What may come of it beside the saving, sentence by sentence. */
export function riskSentences({ then, judged }: WhatIfRouting): readonly string[] {
  const { escalations } = then;
  const cold = then.costColdUsd - then.costUsd;
  return [
    ...(cold <= 0
      ? []
      : [
          `At most ${dollars(cold)} less is saved if no moved request finds its beginning in the new model's prompt cache.`,
        ]),
    escalations === null
      ? `How many cheap answers would be asked for again is not known: ${judged.answers} were judged so far, 20 are needed.`
      : `${escalations.expected.toFixed(1)} cheap answers (${escalations.low.toFixed(1)} to ${escalations.high.toFixed(1)}) would be asked for again${
          escalations.usd === null ? '' : `, for ${dollars(escalations.usd)} more`
        }, as ${judged.escalated} of ${judged.answers} judged ones were.`,
  ];
}

/** What the figures rest on, sentence by sentence. */
export function sureSentences({ used, sessions, asPaid, estimated, cut, paidUsd }: WhatIfRouting): readonly string[] {
  return [
    `${used} requests in ${sessions} conversations are in every figure${cut ? ', the newest ones' : ''}; ${dollars(paidUsd)} was paid for them.`,
    `${asPaid} would have cost what was paid, to the micro-dollar. The other ${used - asPaid} are priced exactly, for the tokens that they really used.`,
    ...(estimated === 0 ? [] : [`${estimated} of the costs are estimates: a stream was cut.`]),
  ];
}

/** Why a request is in no figure. */
export function leftOutWords(why: string): string {
  return Object.hasOwn(ownReasons, why) ? (ownReasons[why] ?? why) : reasonWords(why);
}

const ownReasons: Readonly<Record<string, string>> = {
  cache: 'answered from the cache',
  failed: 'not answered',
  unpriced: 'a model without a known price would be needed',
  'no-tier': 'no tier could answer it',
};

function dollars(amount: number): string {
  return formatUsd(Math.round(amount * 1_000_000));
}
