import type { LabelKind } from '../../../protocol/learning.js';
import type { PlanCall } from '../../rooms/plan.js';
import type { Dialect } from '../../wire.js';
import { isSameAnswer } from '../answer/same-answer.js';

/** What a judged answer says of the cheaper model, once all calls are over; undefined where it says nothing. */
export function trialLabel(calls: readonly PlanCall[], { answers }: Pick<Dialect, 'answers'>): LabelKind | undefined {
  const [first, second] = calls;
  const trust = first?.trust;
  if (first === undefined || trust === undefined || noFlaws.has(trust.flaw)) return undefined;
  if (trust.enough) return 'trusted';
  if (trust.flaw !== 'doubt') return 'broke-form';
  if (second?.ending?.outcome !== 'ok' || first.ending === undefined) return undefined;
  const [doubted, given] = [first.ending, second.ending].map(({ body }) => answers?.said(body));
  if (doubted === undefined || given === undefined) return undefined;
  const told = [doubted, given].map(({ text, calls: made }) => (made.length === 0 ? text : JSON.stringify(made)));
  return isSameAnswer(told[0] ?? '', told[1] ?? '') ? 'second-same' : 'second-differs';
}

/** The provider was slow or failed, or nobody looked: the model is not to blame. */
const noFlaws: ReadonlySet<string> = new Set(['late', 'failed', 'broken', 'unjudged']);
