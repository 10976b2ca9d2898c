import type { Explanation, ReceiptLine } from '../../../src/protocol/api.js';
import type { RecentRequest, Snapshot } from '../../../src/protocol/snapshot.js';
import type { Zone } from '../page-state.js';
import { routingLines } from '../../../src/protocol/learned-words.js';
import { count, duration, moment, unitPrice, usdExactColumn, usdWith } from './figures.js';

/** One line of the list of requests. */
export interface RequestRow {
  readonly id: string;
  readonly time: string;
  /** What kind of end it had; the page draws a mark for it. */
  readonly mark: 'cache' | 'routed' | 'passed' | 'failed';
  readonly markWords: string;
  /** The model that answered; after an arrow where another was asked for. */
  readonly model: string;
  readonly why: string;
  readonly cost: string;
  /** Empty where nothing was saved. */
  readonly saved: string;
  readonly actions: readonly RequestAction[];
}

/** What can be done about a request. */
export interface RequestAction {
  readonly key: 'wrong-answer' | 'right-answer' | 'never-cache' | 'redo-strong';
  readonly label: string;
  readonly hint: string;
  /** The question that comes first, because something is thrown away; null where it is done at once. */
  readonly ask: { readonly question: string; readonly yes: string; readonly no: string } | null;
  /** It holds for good, until it is taken back. */
  readonly takesBack: boolean;
}

export function requestRows(snapshot: Snapshot, zone: Zone): readonly RequestRow[] {
  return snapshot.recent.map(request => requestRow(request, snapshot, zone));
}

function requestRow(request: RecentRequest, { atMs, proxy }: Snapshot, zone: Zone): RequestRow {
  const mark = markOf(request);
  return {
    id: request.id,
    time: moment(request.atMs, atMs, zone),
    mark,
    markWords: { cache: 'From the cache', routed: 'Routed', passed: 'Passed on', failed: 'Failed' }[mark],
    model:
      request.modelServed === request.modelRequested || request.modelServed === ''
        ? request.modelRequested
        : `${request.modelRequested} → ${request.modelServed}`,
    why: mark === 'failed' ? failure(request) : request.why,
    cost: `${request.estimated && request.costUsd !== null ? '~' : ''}${usdWith(request.costUsd, listDecimals)}`,
    saved: request.savedUsd === null || request.savedUsd === 0 ? '' : savedWords(request.savedUsd),
    actions: actionsOf(request, proxy.tiers['strong']),
  };
}

/** A hundredth of a cent; the receipt has the rest. */
const listDecimals = 4;

function markOf({ cache, outcome, modelRequested, modelServed }: RecentRequest): RequestRow['mark'] {
  if (outcome !== 'ok' && outcome !== 'aborted') return 'failed';
  if (isHit({ cache })) return 'cache';
  return modelServed === modelRequested ? 'passed' : 'routed';
}

function isHit({ cache }: Pick<RecentRequest, 'cache'>): boolean {
  return cache !== 'miss' && cache !== 'bypass';
}

function failure({ outcome, status }: RecentRequest): string {
  return outcome === 'upstream-error'
    ? `The provider refused it with status ${status}.`
    : 'The provider did not answer.';
}

function savedWords(savedUsd: number): string {
  return savedUsd > 0 ? `saved ${usdWith(savedUsd, listDecimals)}` : `${usdWith(-savedUsd, listDecimals)} dearer`;
}

function actionsOf(request: RecentRequest, strong: string | undefined): readonly RequestAction[] {
  const { role, outcome, modelServed, entryId, cache } = request;
  const isRouted = markOf(request) === 'routed' && outcome === 'ok';
  return [
    ...(isHit(request) || entryId !== null
      ? [wrongAnswer(cache === 'hit-gate' || cache === 'hit-semantic')]
      : isRouted
        ? [wrongModel]
        : []),
    ...(isRouted ? [rightAnswer] : []),
    ...(cache === 'bypass' || outcome !== 'ok' ? [] : [neverCache]),
    ...(role === 'main' && outcome === 'ok' && strong !== undefined && !strong.endsWith(modelServed)
      ? [redoStrong(strong)]
      : []),
  ];
}

/** Where two wordings had been taken for the same, that is refused from then on, until it is taken back. */
function wrongAnswer(loose: boolean): RequestAction {
  return {
    key: 'wrong-answer',
    label: 'Wrong answer',
    hint: 'The answer is wrong, or belongs to another question',
    ask: {
      question: 'Throw this answer away and never serve it for this question again?',
      yes: 'Throw it away',
      no: 'Keep it',
    },
    takesBack: loose,
  };
}

/** Nothing is kept of it, so nothing is thrown away. */
const wrongModel: RequestAction = {
  key: 'wrong-answer',
  label: 'Wrong answer',
  hint: 'The model was not good enough for this: routing learns from it',
  ask: null,
  takesBack: false,
};

const rightAnswer: RequestAction = {
  key: 'right-answer',
  label: 'Good answer',
  hint: 'This model was good enough for this: routing learns from it',
  ask: null,
  takesBack: false,
};

const neverCache: RequestAction = {
  key: 'never-cache',
  label: 'Never cache this',
  hint: 'No answer to this request is kept',
  ask: { question: 'Forget this answer, and keep none to this request again?', yes: 'Never cache it', no: 'Cancel' },
  takesBack: true,
};

function redoStrong(model: string): RequestAction {
  return {
    key: 'redo-strong',
    label: 'Redo with strong',
    hint: `The next turn of this conversation goes to ${model}, past the cache`,
    ask: null,
    takesBack: false,
  };
}

/** In the order they stand in, whatever snapshot they come from. */
export const actionOrder: readonly RequestAction['key'][] = [
  'wrong-answer',
  'right-answer',
  'never-cache',
  'redo-strong',
];

/** Everything about one request, in place. */
export interface ReceiptView {
  readonly because: readonly string[];
  /** How its model was chosen; empty where routing had no part in it. */
  readonly routing: readonly { readonly label: string; readonly value: string }[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly lines: readonly {
    readonly label: string;
    /** How the amount comes about; empty for a total. */
    readonly note: string;
    readonly amount: string;
  }[];
}

export function receiptView({ request, because, receipt, routing }: Explanation): ReceiptView {
  const amounts = usdExactColumn(receipt.map(({ usd: amount }) => amount));
  const fact = (label: string, value: string | null) => (value === null || value === '' ? [] : [{ label, value }]);
  return {
    because,
    routing: routing === undefined ? [] : routingLines(routing).map(([label, value]) => ({ label, value })),
    facts: [
      ...fact('Client', request.client),
      ...fact('Feature', request.feature),
      ...fact('Took', duration(request.latencyMs)),
      ...fact('Status', request.status === 200 ? null : String(request.status)),
      ...fact('Request', request.id),
    ],
    lines: receipt.map((line, n) => ({ ...lineOf(line), amount: amounts[n] ?? '' })),
  };
}

function lineOf({ label, tokens, usdPerMTok }: ReceiptLine): Omit<ReceiptView['lines'][number], 'amount'> {
  const many = tokens === null ? '' : `${count(tokens)} ${tokens === 1 ? 'token' : 'tokens'}`;
  const each = usdPerMTok === null ? '' : `${many === '' ? '' : ' '}at ${unitPrice(usdPerMTok)} a million`;
  return { label, note: `${many}${each}` };
}
