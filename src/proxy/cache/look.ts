import type { Recall } from '../rooms/recall.js';
import type { Asked } from './asked.js';
import type { Call, RecallParts } from './call.js';
import { boundUnder } from './evidence/raise.js';
import { recallExact } from './exact.js';
import type { ServedPair } from './feedback/served.js';
import { recallGate } from './gate.js';
import { hit } from './hit.js';
import { notCacheable, type Candidate } from './miss.js';
import { recallSemantic } from './semantic.js';
import type { TierAnswer } from './tier.js';
import { tiedAlike } from './workspace/workspaces.js';

/** Makes the miss that ends a search, with a reason code, and with the answer that a closed tier would have given. */
type Missed = (reason: string, candidate?: Candidate) => Recall;
type Hit = Extract<TierAnswer, { readonly kind: 'hit' }>;
type LooseCall = Call & { readonly asked: Asked };

/**
 * Goes through the tiers. Where nothing has to be waited for, nobody else gets a turn before this call is a hit, joins
 * another, or has missed.
 */
export async function look(parts: RecallParts, call: Call, missed: Missed): Promise<Recall> {
  const found = repeat(parts, call);
  const first = found instanceof Promise ? await found : found;
  if (typeof first !== 'string') return first;
  if (call.fingerprint.cacheability === 'retry') return missed(notCacheable(call.fingerprint));
  const { asked } = call;
  return asked === undefined ? missed(first) : lookLoosely(parts, { ...call, asked }, first, missed);
}

async function lookLoosely(parts: RecallParts, call: LooseCall, exactReason: string, missed: Missed): Promise<Recall> {
  const { asked } = call;
  const { store, index, evidence, rates, nowMs } = parts;
  const { gate, semantic, classes, budgetMs, looseTtlS, ...cache } = parts.settings().cache;
  const ofClass = call.lifetime && classes[call.lifetime.contentClass];
  if (cache.autoOff && rates.mayLeaveOut(call.prompt.client)) return missed('low-hit-rate');
  const raise = evidence.raise(asked.bucket, call.lifetime?.contentClass ?? 'other');
  const similarity = Math.min(1, (ofClass?.similarity ?? cache.similarity) + raise);
  const errorBound = boundUnder(cache.errorBound, raise);
  const maxAgesS = [looseTtlS, call.prompt.controls.ttlS];
  let reason = exactReason;
  let candidate: Candidate | undefined;
  /** The answer as a hit, or kept aside where evidence has closed what would give it. */
  const served = (tier: 'gate' | 'semantic', answer: Hit): Recall | undefined => {
    const pair = pairOf(parts, tier, answer, call);
    if (evidence.isOpen(pair)) return looseHit(parts, answer, call, pair);
    candidate ??= { pair, reply: answer.entry.reply };
    reason = closed;
    return undefined;
  };
  if (gate) {
    const checked = stillTrue(parts, recallGate(store, asked, nowMs(), maxAgesS));
    const answer = checked instanceof Promise ? await checked : checked;
    const recall = answer.kind === 'hit' ? served('gate', answer) : undefined;
    if (recall !== undefined) return recall;
    if (answer.kind === 'none' && tellsMore.has(answer.reason)) reason = answer.reason;
  }
  if (semantic) {
    const limits = { floor: similarity, errorBound, budgetMs, maxAgesS };
    const answer = await stillTrue(parts, await recallSemantic(store, index, asked, limits, nowMs));
    const recall = answer.kind === 'hit' ? served('semantic', answer) : undefined;
    if (recall !== undefined) return recall;
    if (answer.kind === 'none' && !(answer.reason === 'no-near' && tellsMore.has(reason)) && reason !== closed) {
      reason = answer.reason;
    }
    // Others may have asked or landed the same meanwhile.
    const again = await repeat(parts, call);
    if (typeof again !== 'string') return again;
  }
  return missed(reason, candidate);
}

/** Evidence against what would have given it: the answer is only compared with the fresh one. */
const closed = 'closed-by-evidence';

/** Reasons that say more than that nothing is near. */
const tellsMore: ReadonlySet<string> = new Set(['expired', 'denied', 'stale', 'workspace-unknown']);

/** A call under way, a repeat, or an answer that never arrived. A promise only where a workspace must be looked at. */
function repeat(parts: RecallParts, call: Call): Recall | string | Promise<Recall | string> {
  const { settings, flights } = parts;
  const { exactKey, cacheability } = call.fingerprint;
  if (!settings().cache.exact) return 'first-time';
  const flight = flights.join(exactKey);
  if (flight === undefined) return cacheability === 'retry' ? undelivered(parts, exactKey) : exact(parts, call);
  const joined: Recall = { kind: 'flight', flight };
  if (flight.tied === undefined || call.tied === undefined) return joined;
  return tiedAlike(flight.tied, call.tied, workspaceBudgetMs).then(alike => (alike ? joined : exact(parts, call)));
}

function exact(parts: RecallParts, { prompt, fingerprint }: Call): Recall | string | Promise<Recall | string> {
  const { store, nowMs } = parts;
  const checked = stillTrue(parts, recallExact(store, fingerprint.exactKey, nowMs(), prompt.controls.ttlS));
  const recalled = (answer: TierAnswer) =>
    answer.kind === 'hit' ? hit(parts, 'hit-exact', answer, answer.entry.loose?.gate) : answer.reason;
  return checked instanceof Promise ? checked.then(recalled) : recalled(checked);
}

function undelivered({ retries, nowMs }: RecallParts, exactKey: string): Recall | string {
  const kept = retries.take(exactKey);
  if (!kept) return 'first-time';
  return {
    kind: 'hit',
    outcome: 'hit-exact',
    entryId: undefined,
    contentKey: () => undefined,
    lifetime: undefined,
    reply: kept.reply,
    ageS: Math.floor((nowMs() - kept.landedMs) / 1000),
    similarity: 1,
    reason: 'hit-exact',
  };
}

/** A prompt waits this long to learn whether a workspace is as it was, and only when there is an answer to win by it. */
const workspaceBudgetMs = 250;

/** A hit only where what its entry is tied to is as it was. A promise only for entries that are tied. */
function stillTrue(parts: RecallParts, answer: TierAnswer): TierAnswer | Promise<TierAnswer> {
  if (answer.kind === 'none' || answer.entry.tie === undefined) return answer;
  const { id, tie } = answer.entry;
  return parts.workspaces.check(tie, workspaceBudgetMs).then((state): TierAnswer => {
    if (state === 'same') return answer;
    if (state === 'changed') parts.attempt(() => void parts.store.remove(id));
    return { kind: 'none', reason: state === 'changed' ? 'stale' : 'workspace-unknown' };
  });
}

function pairOf(
  { index }: RecallParts,
  tier: 'gate' | 'semantic',
  { entry, similarity, bound = 0 }: Hit,
  { prompt, lifetime, asked }: LooseCall,
): ServedPair {
  return {
    requestId: prompt.id,
    entryId: entry.id,
    tier,
    pool: tier === 'gate' ? '' : (index.pool() ?? ''),
    contentClass: lifetime?.contentClass ?? 'other',
    bound,
    similarity,
    bucket: asked.bucket,
    workspace: entry.workspace,
    asked: asked.text,
    kept: entry.loose?.text ?? '',
  };
}

/** A hit in other words, noted for the case that the user finds it wrong. */
function looseHit(
  parts: RecallParts,
  answer: Hit,
  { prompt, fingerprint, asked }: LooseCall,
  pair: ServedPair,
): Recall {
  parts.feedback.served(pair);
  parts.evidence.served({
    ...pair,
    client: prompt.client,
    dialect: prompt.dialect.name,
    tenant: prompt.origin.tenant,
    modelRequested: prompt.facts.model,
    exactKey: fingerprint.exactKey,
    atMs: parts.nowMs(),
  });
  return hit(parts, `hit-${pair.tier}`, answer, asked.gate());
}
