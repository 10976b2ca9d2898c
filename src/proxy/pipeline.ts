import type { BoundPlan, BoundsRoom } from './bounds/bounds.js';
import type { PrefixRoom } from './prefix/prefix.js';
import type { Redo } from './route/redo.js';
import type { Clock, Fingerprint, NewId, Prompt } from './prompt.js';
import type { CacheRoom } from './rooms/cache.js';
import type { DispatchRoom } from './rooms/dispatch.js';
import type { FingerprintRoom } from './rooms/fingerprint.js';
import { bypass, type Missed, type Recall } from './rooms/recall.js';
import type { RecordRoom } from './rooms/record.js';
import type { RouteRoom } from './rooms/route.js';
import type { ReplayedBody, Reply, StoredReply } from './wire.js';
import type { Shadow } from './shadow/shadow.js';
import { askProvider } from './ask-provider.js';
import { tuppenceHeaders } from './words.js';

/** The rooms a prompt passes through, joined in open-rooms.ts and nowhere else. */
export interface Rooms {
  readonly fingerprint: FingerprintRoom;
  readonly cache: Pick<CacheRoom, 'recall'>;
  readonly bounds: BoundsRoom;
  readonly prefix: Pick<PrefixRoom, 'plan' | 'note'>;
  readonly route: RouteRoom;
  readonly redo: Pick<Redo, 'isDue'>;
  readonly shadow: Shadow;
  readonly paused: () => boolean;
  readonly dispatch: DispatchRoom;
  readonly record: Pick<RecordRoom, 'settle' | 'broke'>;
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
    serveKept(prompt, fingerprint, rooms, kept, recall) ?? askProvider(prompt, bound, rooms, bypass('cache-fault'))
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
  return askProvider({ ...prompt, untouched: true }, bound, { ...rooms, prefix }, bypass('paused'));
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
  recall: Exclude<Recall, Missed>,
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
    reason: hit ? recall.reason : 'same-call-under-way',
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
  setImmediate(() => rooms.shadow.served(prompt, fingerprint, recall));
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
