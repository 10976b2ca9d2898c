import { climb } from '../protocol/ladder.js';
import { labelKinds, type Misroutes, type RouteExplanation, type RoutingStory } from '../protocol/learning.js';
import { reasonSentence } from '../protocol/reasons.js';
import type { LedgerRow } from './rooms/ledger-row.js';
import type { RecordRoom } from './rooms/record.js';
import type { Learning } from './route/learn/learning.js';
import { verdictOf } from './route/learn/outcome.js';

/** How a request was routed, and what was found out about its answer; undefined where routing had no part in it. */
export function routingStory(row: LedgerRow, learning: Pick<Learning, 'remembered'>): RoutingStory | undefined {
  const { story, labels } = learning.remembered(row.id);
  const steps = climb(row.reason, row.score !== null);
  return steps.length === 0 ? undefined : { steps, score: story ?? null, labels };
}

/** The same of a request by its id, or of the `last` one; undefined when there is none. */
export function explainRoute(
  id: string,
  record: Pick<RecordRoom, 'row' | 'recent'>,
  learning: Pick<Learning, 'remembered'>,
): RouteExplanation | undefined {
  const row = id === 'last' ? record.recent(20).find(({ role }) => role !== 'shadow') : record.row(id);
  if (row === undefined) return undefined;
  const { steps, score, labels } = routingStory(row, learning) ?? { steps: [], score: null, labels: [] };
  const { atMs, client, modelRequested, modelServed, reason } = row;
  const facts = { id: row.id, atMs, client, modelRequested, modelServed, reason, why: reasonSentence(reason) };
  return { ...facts, steps, score, labels };
}

/** Requests whose answer says that their model was not the right one, newest first. */
export function misroutesOf(
  sinceMs: number,
  record: Pick<RecordRoom, 'row'>,
  learning: Pick<Learning, 'routedSince'>,
): Misroutes {
  const routed = learning.routedSince(sinceMs);
  const judged = routed.flatMap(request => {
    const verdict = verdictOf(request.labels);
    return verdict === undefined ? [] : [{ request, verdict }];
  });
  const list = judged.flatMap(({ request, verdict }) => {
    const isTooStrong = verdict.kind === 'second-same';
    const row = verdict.failed || isTooStrong ? record.row(request.id) : undefined;
    if (row === undefined) return [];
    return [
      {
        id: request.id,
        atMs: request.atMs,
        kind: isTooStrong ? ('too-strong' as const) : ('too-cheap' as const),
        client: row.client,
        modelRequested: row.modelRequested,
        model: modelOf(request.model ?? row.modelServed),
        score: row.score,
        label: verdict.kind,
        words: labelKinds[verdict.kind].words,
      },
    ];
  });
  return { sinceMs, routed: routed.length, labelled: judged.length, list };
}

/** Without its provider. */
function modelOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
