import type { Explanation } from '../protocol/api.js';
import { keptWords } from '../protocol/content-classes.js';
import { formatUsd } from '../protocol/money.js';
import { lossSentence } from '../protocol/prompt-cache.js';
import { reasonSentence, reasonWords } from '../protocol/reasons.js';
import type { RoutingStory } from '../protocol/learning.js';
import { learnedSentences } from '../protocol/learned-words.js';
import type { Receipt } from './past.js';
import type { Learning } from './route/learn/learning.js';
import { routingStory } from './routing-story.js';
import { recentOf } from './recent.js';
import { autoModel } from './rooms/plan.js';
import type { CacheRoom } from './rooms/cache.js';
import type { LedgerRow } from './rooms/ledger-row.js';
import type { RecordRoom } from './rooms/record.js';

/** Everything about the request with this id, or about the `last` one; undefined when there is none. */
export function explain(
  id: string,
  record: Pick<RecordRoom, 'row' | 'recent' | 'receipt'>,
  cache: Pick<CacheRoom, 'has'>,
  learning: Pick<Learning, 'remembered'>,
): Explanation | undefined {
  const row = id === 'last' ? record.recent(20).find(({ role }) => role !== 'shadow') : record.row(id);
  const receipt = row && record.receipt(row.id);
  if (row === undefined || receipt === undefined) return undefined;
  const routing = routingStory(row, learning);
  return {
    request: recentOf(row, cache),
    because: becauseOf(row, receipt, routing),
    receipt: receipt.lines,
    ...(routing === undefined ? {} : { routing }),
  };
}

/** Sentences, most important first. */
export function becauseOf(row: LedgerRow, receipt: Receipt, routing?: RoutingStory): readonly string[] {
  return [
    ...whatWent(row),
    reasonSentence(row.reason),
    ...(routing === undefined ? [] : learnedSentences(routing)),
    ...wouldHave(row),
    ...notFromCache(row),
    ...kept(row),
    ...inMoney(row, receipt),
    ...(receipt.loss === undefined ? [] : [lossSentence(receipt.loss)]),
    ...(row.verdict === null ? [] : [verdicts[row.verdict]]),
  ];
}

/** What was done, or what went wrong. */
function whatWent(row: LedgerRow): readonly string[] {
  const { cache, outcome, status, modelRequested: asked, modelServed: served, providerServed: provider } = row;
  if (outcome === 'upstream-error') return [`${provider} refused it with status ${status}.`];
  if (outcome === 'upstream-failed') return [`${provider} could not be reached, or broke off.`];
  if (outcome === 'aborted') return ['The caller left before the answer was whole.'];
  if (cache === 'coalesced') return ['It joined a call for the same that was under way.'];
  if (cache === 'hit-semantic') return [`It was answered from the cache, at a nearness of ${nearness(row)}.`];
  if (cache !== 'miss' && cache !== 'bypass') return ['It was answered from the cache.'];
  if (asked === autoModel) return [`Tuppence was left the choice and took ${served} at ${provider}.`];
  if (served === asked) return [`${served} at ${provider} answered, as was asked for.`];
  return [`${served} at ${provider} answered in place of ${asked}.`];
}

function nearness({ similarity }: LedgerRow): string {
  return similarity === null ? 'unknown' : similarity.toFixed(2);
}

function wouldHave({ wouldModel, wouldSave }: LedgerRow): readonly string[] {
  if (wouldModel === null) return [];
  const what = `With routing switched on, ${wouldModel} would have answered`;
  if (wouldSave === null) return [`${what}; what that would have saved is not known.`];
  return wouldSave < 0
    ? [`${what} and cost ${formatUsd(-wouldSave)} more.`]
    : [`${what} and saved ${formatUsd(wouldSave)}.`];
}

function notFromCache({ cacheReason, reason }: LedgerRow): readonly string[] {
  if (cacheReason === null || reason === 'paused') return [];
  return [`Not from the cache: ${reasonWords(cacheReason)}.`];
}

/** How long answers of this kind are kept, where that is of interest: the cache was asked. */
function kept({ contentClass, keptS, outcome }: LedgerRow): readonly string[] {
  if (contentClass === null || outcome !== 'ok') return [];
  return [sentenceOf(keptWords(contentClass, keptS ?? 'never'))];
}

function sentenceOf(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function inMoney(row: LedgerRow, { prices }: Receipt): readonly string[] {
  return [
    ...compared(row),
    ...(row.estimated
      ? ['The cost is an estimate, because the answer was cut before the provider said how much it used.']
      : []),
    ...(row.demo ? ['A demo provider answered: the money is what it would have been, nothing was spent.'] : []),
    ...(prices.kind === 'list' ? [`Prices are those of the list of ${prices.date}.`] : []),
    ...(prices.kind === 'own' ? ['Prices are your own.'] : []),
    ...(prices.kind === 'other'
      ? ['The cost is not what the list says: the provider reported its own figure, or prices have changed since.']
      : []),
  ];
}

function compared({ cost, baseline, saved, modelServed }: LedgerRow): readonly string[] {
  if (cost === null) return [`It is unpriced: no price is known for what ${modelServed} did, so it is in no sum.`];
  if (baseline === null || saved === null) {
    return [`It cost ${formatUsd(cost)}; what it would have cost without Tuppence is not known.`];
  }
  if (saved === 0)
    return [cost === 0 ? 'It cost nothing.' : `It cost ${formatUsd(cost)}, as it would have without Tuppence.`];
  const without = `It cost ${formatUsd(cost)}; without Tuppence it would have cost ${formatUsd(baseline)}`;
  return [
    saved > 0 ? `${without}, so ${formatUsd(saved)} was saved.` : `${without}, so ${formatUsd(-saved)} was lost.`,
  ];
}

const verdicts: Readonly<Record<NonNullable<LedgerRow['verdict']>, string>> = {
  'wrong-answer': 'You said that the answer was wrong.',
  'right-answer': 'You said that the answer was right.',
  'never-cache': 'You said never to keep answers to this.',
  'redo-strong': 'You asked for the strong model at the next turn.',
  'said-no': 'The next turn took the answer back, which counts against such answers.',
  regenerated: 'A new answer was demanded soon after, which counts against such answers.',
  'asked-again': 'Nearly the same was asked again soon after: there, more likeness is demanded for a while.',
  'shadow-same': 'The kept answer and a fresh one say the same.',
  'shadow-different': 'The kept answer and a fresh one do not say the same.',
  'shadow-unclear': 'Whether the kept answer and a fresh one say the same is not clear.',
};
