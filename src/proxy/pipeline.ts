import type { CacheOutcome } from '../protocol/stats.js';
import type { BoundPlan, BoundsRoom } from './bounds/bounds.js';
import type { PrefixRoom } from './prefix/prefix.js';
import type { Redo } from './route/redo.js';
import type { Clock, Fingerprint, NewId, Prompt } from './prompt.js';
import { BadRequestError, UpstreamError } from './prompt.js';
import { autoModel } from './rooms.js';
import type {
  CacheRoom,
  DispatchRoom,
  FingerprintRoom,
  LedgerRow,
  Plan,
  Recall,
  RecordRoom,
  RouteRoom,
  Settlement,
} from './rooms.js';
import type { Ending, ReplayedBody, Reply, StoredReply } from './wire.js';
import { shape } from './shape.js';
import { tuppenceHeaders } from './words.js';

/** The rooms a prompt passes through, joined in serve.ts and nowhere else. */
export interface Rooms {
  readonly fingerprint: FingerprintRoom;
  readonly cache: Pick<CacheRoom, 'recall'>;
  readonly bounds: BoundsRoom;
  readonly prefix: Pick<PrefixRoom, 'plan' | 'note'>;
  readonly route: RouteRoom;
  readonly redo: Pick<Redo, 'isDue'>;
  readonly paused: () => boolean;
  readonly dispatch: DispatchRoom;
  readonly record: Pick<RecordRoom, 'settle'>;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** The life of one prompt, in order. Rejects with an UpstreamError when no provider gave any reply. */
export async function answer(prompt: Prompt, rooms: Rooms): Promise<Reply> {
  if (rooms.paused()) return passOn(prompt, rooms);
  const bound = rooms.bounds(prompt, fingerprintOf(prompt, rooms));
  const { fingerprint } = bound;
  const recall = await recallUnlessRedone(prompt, fingerprint, rooms);
  if (recall.kind === 'miss') return askProvider(prompt, bound, rooms, recall);
  const kept = recall.kind === 'hit' ? recall.reply : await recall.flight.landed;
  // The call this one waited for did not complete: begin again, as if it had just come in.
  if (kept === undefined) return answer(prompt, rooms);
  return (
    serveKept(prompt, fingerprint, rooms, kept, recall) ?? askProvider(prompt, bound, rooms, nothingKept('cache-fault'))
  );
}

/** While Tuppence is paused a prompt passes as it is and is only recorded. */
function passOn(prompt: Prompt, rooms: Rooms): Promise<Reply> {
  const bound: BoundPlan = {
    fingerprint: fingerprintOf(prompt, rooms),
    forModel: () => ({ edit: undefined, reason: undefined }),
  };
  const prefix: Rooms['prefix'] = {
    plan: () => ({ edit: undefined, reason: 'switched-off' }),
    note: () => undefined,
  };
  return askProvider({ ...prompt, untouched: true }, bound, { ...rooms, prefix }, nothingKept('paused'));
}

/** Whoever wants to hear the strong model does not want to hear an answer that was kept. */
async function recallUnlessRedone(prompt: Prompt, fingerprint: Fingerprint, rooms: Rooms): Promise<Recall> {
  const { controls } = prompt;
  if (controls.cache !== 'use' || !rooms.redo.isDue(prompt, fingerprint)) {
    return rooms.cache.recall(prompt, fingerprint);
  }
  const recall = await rooms.cache.recall({ ...prompt, controls: { ...controls, cache: 'refresh' } }, fingerprint);
  return recall.kind === 'miss' && recall.reason === 'refresh' ? { ...recall, reason: 'redo-strong' } : recall;
}

/** Nothing was served from the cache, as with an answer that cannot be given back, and nothing will be kept in it. */
function nothingKept(reason: string): Extract<Recall, { kind: 'miss' }> {
  return {
    kind: 'miss',
    outcome: 'bypass',
    reason,
    entryId: undefined,
    contentKey: () => undefined,
    lifetime: undefined,
    leave: { landed: () => undefined, failed: () => undefined },
  };
}

/** A fault here must not fail the prompt: it then goes through as one that nothing is known about. */
function fingerprintOf(prompt: Prompt, rooms: Rooms): Fingerprint {
  try {
    return rooms.fingerprint(prompt);
  } catch {
    const last = prompt.facts.turns.at(-1);
    return {
      exactKey: prompt.id,
      cacheability: 'never',
      why: 'fingerprint-fault',
      loose: undefined,
      role: 'main',
      session: prompt.id,
      inToolLoop: last?.toolResult === true,
    };
  }
}

function serveKept(
  prompt: Prompt,
  fingerprint: Fingerprint,
  rooms: Rooms,
  kept: StoredReply,
  recall: Exclude<Recall, { kind: 'miss' }>,
): Reply | undefined {
  const hit = recall.kind === 'hit';
  const body = replayed(prompt, rooms, kept);
  if (body === undefined) return undefined;
  const latencyMs = rooms.clock.tickMs() - prompt.startTick;
  const row = rooms.record.settle({
    prompt,
    fingerprint,
    plan: undefined,
    cache: hit ? recall.outcome : 'coalesced',
    reason: hit ? recall.outcome : 'same-call-under-way',
    similarity: hit ? recall.similarity : undefined,
    cacheReason: undefined,
    entryId: hit ? recall.entryId : recall.flight.entryId,
    contentKey: (hit ? recall : recall.flight).contentKey(),
    lifetime: hit ? recall.lifetime : recall.flight.lifetime,
    modelServed: kept.modelServed,
    providerServed: kept.providerServed,
    usage: kept.usage,
    answerChars: 0,
    latencyMs,
    firstByteMs: latencyMs,
    status: 200,
    outcome: 'ok',
  });
  const type = body.kind === 'stream' ? 'text/event-stream; charset=utf-8' : 'application/json';
  const headers = { 'content-type': type, ...tuppenceHeaders(row, hit ? recall.ageS : undefined) };
  const bytes = body.kind === 'stream' ? Buffer.concat(body.events) : body.body;
  return { status: 200, headers, body: { kind: 'whole', bytes } };
}

function replayed(prompt: Prompt, rooms: Rooms, kept: StoredReply): ReplayedBody | undefined {
  const ask = { stream: prompt.facts.stream, usage: prompt.facts.wantsStreamUsage };
  try {
    return prompt.dialect.replay(kept, ask, rooms.newId, rooms.clock);
  } catch {
    return undefined;
  }
}

async function askProvider(
  prompt: Prompt,
  bound: BoundPlan,
  rooms: Rooms,
  recall: Extract<Recall, { kind: 'miss' }>,
): Promise<Reply> {
  const { fingerprint } = bound;
  const plan = await rooms.route.plan(prompt, fingerprint);
  if (plan.target.model === autoModel) {
    recall.leave.failed();
    throw new BadRequestError(400, 'auto_unmapped', unmapped);
  }
  const shaped = shape(prompt, fingerprint, plan, bound, rooms.prefix);
  const reason = [plan.reason, ...shaped.reasons].join('+');
  const { outcome: cache, reason: cacheReason, lifetime } = recall;
  const told = { prompt, fingerprint, plan, cache, cacheReason, lifetime, reason } as const;
  let row: LedgerRow | undefined;
  try {
    const coming = rooms.dispatch(shaped.prompt, plan.target, ending => {
      const { usage } = ending.finding;
      const answered = ending.outcome === 'ok' && usage !== undefined;
      const entryId = answered ? recall.entryId : undefined;
      const elsewhere = rooms.route.settled(plan, usage);
      const contentKey = recall.contentKey();
      row = rooms.record.settle({ ...told, ...settled(prompt, plan, ending), entryId, contentKey, elsewhere });
      // What comes next is work that the caller need not wait for. It is done before the next request can come in.
      setImmediate(() => rooms.prefix.note(prompt, fingerprint, plan.target, usage));
      if (!answered) return recall.leave.failed();
      const { form, body, finding } = ending;
      const kept: StoredReply = {
        dialect: prompt.dialect.name,
        form,
        body,
        usage,
        modelServed: plan.target.model,
        providerServed: plan.target.provider.name,
      };
      setImmediate(() => recall.leave.landed(kept, finding, !prompt.signal.aborted));
    });
    // Found out while the provider is at work.
    recall.contentKey();
    const reply = await coming;
    // A whole reply is settled by now and can say what it cost; a stream's cost is known only at its end.
    const words = row === undefined ? openingWords(told) : tuppenceHeaders(row, undefined);
    return { ...reply, headers: { ...reply.headers, ...words, 'x-tuppence-cache-reason': recall.reason } };
  } catch (error) {
    rooms.prefix.note(prompt, fingerprint, plan.target, undefined);
    recall.leave.failed();
    const known = error instanceof UpstreamError ? error : undefined;
    const latencyMs = rooms.clock.tickMs() - prompt.startTick;
    const outcome = known?.reason === 'aborted' ? 'aborted' : 'upstream-failed';
    const contentKey = recall.contentKey();
    const status = known?.status ?? 502;
    rooms.record.settle({ ...told, ...unanswered(plan), contentKey, status, latencyMs, outcome });
    throw error;
  }
}

const unmapped = `'${autoModel}' needs models to choose from: map at least one of routing.tiers.cheap, .standard and .strong in the settings.`;

function settled(prompt: Prompt, plan: Plan, ending: Ending) {
  return {
    similarity: undefined,
    modelServed: plan.target.model,
    providerServed: plan.target.provider.name,
    usage: ending.finding.usage,
    partialUsage: ending.finding.partialUsage,
    answerChars: ending.finding.answerChars,
    latencyMs: ending.endTick - prompt.startTick,
    firstByteMs: ending.firstByteTick - prompt.startTick,
    status: ending.status,
    outcome: ending.outcome,
  } satisfies Partial<Settlement>;
}

function unanswered(plan: Plan) {
  return {
    similarity: undefined,
    modelServed: plan.target.model,
    providerServed: plan.target.provider.name,
    entryId: undefined,
    usage: undefined,
    answerChars: 0,
    firstByteMs: 0,
  } satisfies Partial<Settlement>;
}

function openingWords({ prompt, plan, cache, reason }: Told): Record<string, string> {
  return {
    'x-tuppence-cache': cache,
    'x-tuppence-model-requested': prompt.facts.model,
    'x-tuppence-model-served': plan.target.model,
    'x-tuppence-reason': reason,
    'x-tuppence-request-id': prompt.id,
  };
}

interface Told {
  readonly prompt: Prompt;
  readonly plan: Plan;
  readonly cache: CacheOutcome;
  readonly reason: string;
}
