import type { BoundPlan } from './bounds/bounds.js';
import { withHeartbeats } from './cascade/heartbeat.js';
import { walk, type Send } from './cascade/walk.js';
import type { Rooms } from './pipeline.js';
import { BadRequestError, UpstreamError, type Fingerprint, type Prompt } from './prompt.js';
import type { LedgerRow } from './rooms/ledger-row.js';
import { autoModel, type Plan, type PlanCall, type Target } from './rooms/plan.js';
import type { Missed } from './rooms/recall.js';
import type { Settlement } from './rooms/settlement.js';
import { shape } from './shape.js';
import type { Reply, StoredReply, Usage } from './wire.js';
import { tuppenceHeaders } from './words.js';

type Told = Pick<
  Settlement,
  'prompt' | 'fingerprint' | 'cache' | 'cacheReason' | 'contentKey' | 'lifetime' | 'reason'
> & {
  readonly plan: Plan;
};

/** Nothing kept answers a prompt: chooses who shall, asks, records what that cost, and hands the answer to the cache. */
export async function askProvider(prompt: Prompt, bound: BoundPlan, rooms: Rooms, recall: Missed): Promise<Reply> {
  const { fingerprint } = bound;
  const plan = await rooms.route.plan(prompt, fingerprint);
  if (plan.target.model === autoModel) {
    recall.leave.failed();
    throw new BadRequestError(400, 'auto_unmapped', unmapped);
  }
  let changes: readonly string[] = [];
  const send: Send = (target, stop, onEnd) => {
    const shaped = shape(prompt, fingerprint, { ...plan, target }, bound, rooms.prefix);
    changes = shaped.reasons;
    if (stop === undefined) return rooms.dispatch(shaped.prompt, target, onEnd);
    return rooms.dispatch({ ...shaped.prompt, signal: AbortSignal.any([prompt.signal, stop]) }, target, onEnd);
  };
  const tell = (calls: readonly PlanCall[]): Told => {
    const { outcome: cache, reason: cacheReason, lifetime } = recall;
    const contentKey = recall.contentKey();
    const reason = [plan.reason, ...trialWords(plan, calls), ...changes].join('+');
    return { prompt, fingerprint, plan, cache, cacheReason, contentKey, lifetime, reason };
  };
  const tried: PlanCall[] = [];
  let row: LedgerRow | undefined;
  const coming = walk({
    prompt,
    plan,
    send,
    clock: rooms.clock,
    onEnd: calls => (row = settle(tell(calls), calls, rooms, recall)),
    onTried: call => {
      tried.push(call);
      rooms.prefix.note(prompt, fingerprint, call.target, call.ending?.finding.usage);
    },
  }).catch((error: unknown) => {
    const target = (tried.length === 0 ? undefined : plan.trial?.then) ?? plan.target;
    const calls = [...tried, { target, ending: undefined, trust: undefined }];
    unanswered(tell(calls), calls, rooms, error);
    recall.leave.failed();
    throw error;
  });
  // Found out while the provider is at work.
  recall.contentKey();
  const reply = await (plan.trial?.on === 'gate' ? withHeartbeats(prompt, coming) : coming);
  // A whole reply is settled by now and can say what it cost; a stream's cost is known only at its end.
  const words = row === undefined ? openingWords(tell(tried), tried) : tuppenceHeaders(row, undefined);
  return { ...reply, headers: { ...reply.headers, ...words, 'x-tuppence-cache-reason': recall.reason } };
}

const unmapped = `'${autoModel}' needs models to choose from: map at least one of routing.tiers.cheap, .standard and .strong in the settings.`;

/** An answer is over, the last of the calls: writes its row, then does what the caller need not wait for. */
function settle(told: Told, calls: readonly PlanCall[], rooms: Rooms, recall: Missed): LedgerRow | undefined {
  const last = calls.at(-1);
  if (last?.ending === undefined) return undefined;
  const { prompt, fingerprint } = told;
  const { target, ending } = last;
  const { usage } = ending.finding;
  const answered = ending.outcome === 'ok' && usage !== undefined;
  const row = rooms.record.settle({
    ...told,
    ...sharedBy(told.plan, calls),
    similarity: undefined,
    entryId: answered ? recall.entryId : undefined,
    elsewhere: rooms.route.settled(told.plan, calls),
    usage,
    partialUsage: ending.finding.partialUsage,
    answerChars: ending.finding.answerChars,
    latencyMs: ending.endTick - prompt.startTick,
    firstByteMs: ending.firstByteTick - prompt.startTick,
    status: ending.status,
    outcome: ending.outcome,
  });
  // It is done before the next request can come in.
  setImmediate(() => notePrefix(rooms, prompt, fingerprint, target, usage));
  if (!answered) {
    recall.leave.failed();
    return row;
  }
  const { form, body, finding } = ending;
  const kept: StoredReply = {
    dialect: prompt.dialect.name,
    form,
    body,
    usage,
    modelServed: target.model,
    providerServed: target.provider.name,
  };
  setImmediate(() => recall.leave.landed(kept, finding, !prompt.signal.aborted));
  const isWhole = finding.end === 'complete' && !finding.calledTools && !finding.refused && !finding.empty;
  if (isWhole && calls.length === 1 && rooms.route.wasMovedDown(told.plan)) {
    setImmediate(() => rooms.shadow.routed(prompt, fingerprint, kept));
  }
  return row;
}

/** A request that could have been read on from the provider's cache, and was not, has that on its receipt. */
function notePrefix(rooms: Rooms, prompt: Prompt, fingerprint: Fingerprint, target: Target, usage: Usage | undefined) {
  const found = rooms.prefix.note(prompt, fingerprint, target, usage);
  if (found === undefined || found.latestTokens === 0) return;
  rooms.record.broke(prompt.id, { kind: found.kind, where: found.where, tokens: found.latestTokens });
}

/** No provider gave any reply. */
function unanswered(told: Told, calls: readonly PlanCall[], rooms: Rooms, error: unknown): void {
  const { prompt, fingerprint } = told;
  const last = calls.at(-1);
  if (last !== undefined) rooms.prefix.note(prompt, fingerprint, last.target, undefined);
  const known = error instanceof UpstreamError ? error : undefined;
  rooms.record.settle({
    ...told,
    ...sharedBy(told.plan, calls),
    similarity: undefined,
    entryId: undefined,
    usage: undefined,
    answerChars: 0,
    firstByteMs: 0,
    latencyMs: rooms.clock.tickMs() - prompt.startTick,
    status: known?.status ?? 502,
    outcome: known?.reason === 'aborted' ? 'aborted' : 'upstream-failed',
  });
}

/** Who answered, and who was asked before in vain. */
function sharedBy(plan: Plan, calls: readonly PlanCall[]) {
  const last = calls.at(-1);
  const first = calls.length > 1 ? calls[0] : undefined;
  const target = last?.target ?? plan.target;
  const isThen = plan.trial !== undefined && target === plan.trial.then;
  return {
    modelServed: target.model,
    providerServed: target.provider.name,
    tier: isThen ? plan.trial.thenTier : plan.tier,
    trust: first?.trust ?? last?.trust,
    tried: first && {
      model: first.target.model,
      provider: first.target.provider.name,
      usage: first.ending?.finding.usage,
      partialUsage: first.ending?.finding.partialUsage,
      answerChars: first.ending?.finding.answerChars ?? 0,
      // A call that was given up after a while had been begun.
      begun: first.ending === undefined ? first.trust?.flaw === 'late' : first.ending.status < 400,
    },
  } satisfies Partial<Settlement>;
}

/** What became of a trial, for the reason: nothing where the first answer was the only one and was not judged. */
function trialWords({ trial }: Plan, calls: readonly PlanCall[]): readonly string[] {
  if (trial === undefined) return [];
  const [first, second] = calls;
  if (second === undefined) return first?.trust === undefined ? [] : ['trusted'];
  if (second.target !== trial.then) return ['spare'];
  return [first?.trust === undefined ? 'fallback' : `escalated:${first.trust.flaw}`];
}

function openingWords({ prompt, plan, cache, reason }: Told, tried: readonly PlanCall[]): Record<string, string> {
  const { model } = (tried.length === 0 ? undefined : plan.trial?.then) ?? plan.target;
  return {
    'x-tuppence-cache': cache,
    'x-tuppence-model-requested': prompt.facts.model,
    'x-tuppence-model-served': model,
    'x-tuppence-reason': reason,
    'x-tuppence-request-id': prompt.id,
  };
}
