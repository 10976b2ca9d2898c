import type { Settings } from '../../protocol/settings.js';
import type { Fingerprint, NewId, Prompt } from '../prompt.js';
import type { Recall } from '../rooms.js';
import { askedOf, contentKeyOf, type Asked } from './asked.js';
import type { EntryStore } from './entry-store.js';
import { recallExact } from './exact.js';
import { ageS } from './expiry.js';
import type { Feedback } from './feedback/feedback.js';
import type { Flights } from './flights.js';
import { recallGate } from './gate.js';
import { keepAnswer } from './keep.js';
import { leaveNothing, leaveOnce } from './leave.js';
import { lifetimeOf, type Lifetime } from './life/lifetime.js';
import type { Retries } from './retries.js';
import { recallSemantic } from './semantic.js';
import type { SemanticIndex } from './semantic-index.js';
import type { TierAnswer } from './tier.js';

interface RecallParts {
  readonly store: EntryStore;
  readonly index: SemanticIndex;
  readonly feedback: Feedback;
  readonly flights: Flights;
  readonly retries: Retries;
  /** Read at every request. */
  readonly settings: () => Settings;
  readonly nowMs: () => number;
  readonly newId: NewId;
  /** Runs what may fail without anybody waiting for it. */
  readonly attempt: (work: () => void) => void;
}

/** One request on its way through the tiers. */
interface Call {
  readonly prompt: Prompt;
  readonly fingerprint: Fingerprint;
  readonly asked: Asked | undefined;
  /** Undefined for an agent's turn, which is not kept. */
  readonly lifetime: Lifetime | undefined;
}

/** In flight, then exact, then gate, then semantic. The recall rejects with what the driver throws. */
export function makeRecall(parts: RecallParts): {
  recall(prompt: Prompt, fingerprint: Fingerprint): Promise<Recall>;
  /** A prompt that the cache keeps out of, because something is broken. */
  faulty(prompt: Prompt, fingerprint: Fingerprint): Recall;
} {
  const { feedback, settings } = parts;
  const callOf = (prompt: Prompt, fingerprint: Fingerprint): Call => ({
    prompt,
    fingerprint,
    asked: askedOf(prompt, fingerprint, feedback.refuses),
    lifetime: fingerprint.cacheability === 'retry' ? undefined : lifetimeOf(prompt, fingerprint, settings().cache),
  });
  return {
    async recall(prompt, fingerprint) {
      const { exact, gate, semantic } = settings().cache;
      if (prompt.controls.cache === 'off') return bypass('off');
      if (!exact && !gate && !semantic) return bypass('cache-off');
      if (fingerprint.cacheability === 'never') return bypass(notCacheable(fingerprint));
      const call = callOf(prompt, fingerprint);
      const { lifetime } = call;
      if (lifetime?.ttlS === 'never') return bypass(whyNever(lifetime), lifetime);
      const said = feedback.about(fingerprint, call.asked);
      if (said === 'never-cache') return bypass(said);
      if (said !== undefined) return miss(parts, call, said);
      if (prompt.controls.cache === 'refresh') return miss(parts, call, 'refresh');
      return look(parts, call);
    },
    faulty: (prompt, fingerprint) => miss(parts, callOf(prompt, fingerprint), 'cache-fault'),
  };
}

async function look(parts: RecallParts, call: Call): Promise<Recall> {
  const first = repeat(parts, call);
  if (typeof first !== 'string') return first;
  if (call.fingerprint.cacheability === 'retry') return miss(parts, call, notCacheable(call.fingerprint));
  let reason = first;
  const { asked } = call;
  if (asked !== undefined) {
    const { store, index, nowMs } = parts;
    const { gate, semantic, classes, budgetMs, looseTtlS, ...cache } = parts.settings().cache;
    const ofClass = call.lifetime && classes[call.lifetime.contentClass];
    const similarity = ofClass?.similarity ?? cache.similarity;
    const maxAgesS = [looseTtlS, call.prompt.controls.ttlS];
    if (gate) {
      const answer = recallGate(store, asked, nowMs(), maxAgesS);
      if (answer.kind === 'hit') return looseHit(parts, 'gate', answer, call.prompt, asked);
      if (tellsMore.has(answer.reason)) reason = answer.reason;
    }
    if (semantic) {
      const limits = { floor: similarity, budgetMs, maxAgesS };
      const answer = await recallSemantic(store, index, asked, limits, nowMs);
      if (answer.kind === 'hit') return looseHit(parts, 'semantic', answer, call.prompt, asked);
      if (answer.reason !== 'no-near' || !tellsMore.has(reason)) reason = answer.reason;
      // Others may have asked or landed the same meanwhile.
      const again = repeat(parts, call);
      if (typeof again !== 'string') return again;
    }
  }
  return miss(parts, call, reason);
}

/** Reasons of the gate that say more than that nothing is near. */
const tellsMore: ReadonlySet<string> = new Set(['expired', 'denied']);

/** What needs no waiting: a call under way, a repeat, or an answer that never arrived. */
function repeat(parts: RecallParts, { prompt, fingerprint }: Call): Recall | string {
  const { settings, flights, retries, store, nowMs } = parts;
  const { exactKey, cacheability } = fingerprint;
  if (!settings().cache.exact) return 'first-time';
  const flight = flights.join(exactKey);
  if (flight) return { kind: 'flight', flight };
  if (cacheability === 'retry') {
    const kept = retries.take(exactKey);
    if (!kept) return 'first-time';
    const waitedS = Math.floor((nowMs() - kept.landedMs) / 1000);
    return {
      kind: 'hit',
      outcome: 'hit-exact',
      entryId: undefined,
      contentKey: () => undefined,
      lifetime: undefined,
      reply: kept.reply,
      ageS: waitedS,
      similarity: 1,
    };
  }
  const exact = recallExact(store, exactKey, nowMs(), prompt.controls.ttlS);
  return exact.kind === 'hit' ? hit(parts, 'hit-exact', exact, exact.entry.loose?.gate) : exact.reason;
}

type TierHit = Extract<TierAnswer, { readonly kind: 'hit' }>;

/** A hit in other words, noted for the case that the user finds it wrong. */
function looseHit(
  parts: RecallParts,
  tier: 'gate' | 'semantic',
  answer: TierHit,
  prompt: Prompt,
  asked: Asked,
): Recall {
  const { similarity, entry } = answer;
  const { bucket, text } = asked;
  const from = { entryId: entry.id, workspace: entry.workspace, kept: entry.loose?.text ?? '' };
  parts.feedback.served({ requestId: prompt.id, tier, similarity, bucket, asked: text, ...from });
  return hit(parts, `hit-${tier}`, answer, asked.gate());
}

function hit(
  { store, nowMs }: RecallParts,
  outcome: 'hit-exact' | 'hit-gate' | 'hit-semantic',
  { entry, similarity }: TierHit,
  gate: string | undefined,
): Recall {
  store.touch(entry);
  return {
    kind: 'hit',
    outcome,
    entryId: entry.id,
    contentKey: () => contentKeyOf(gate),
    lifetime: { contentClass: entry.contentClass, ttlS: (entry.expiresMs - entry.createdMs) / 1000 },
    reply: entry.reply,
    ageS: ageS(entry, nowMs()),
    similarity,
  };
}

/** The prompt goes upstream; its answer is kept when it may be. */
function miss(parts: RecallParts, { prompt, fingerprint, asked, lifetime }: Call, reason: string): Recall {
  const { store, retries, nowMs, feedback, flights } = parts;
  const settings = parts.settings().cache;
  const contentKey = () => {
    let found: string | undefined;
    parts.attempt(() => (found = asked?.contentKey()));
    return found;
  };
  const kept = { entryId: parts.newId(), contentKey, lifetime };
  const lead = settings.exact ? flights.lead(fingerprint.exactKey, kept) : undefined;
  const keep = { store, retries, settings, nowMs, entryId: kept.entryId, lifetime };
  const agent = fingerprint.cacheability === 'retry';
  return {
    kind: 'miss',
    outcome: agent ? 'bypass' : 'miss',
    reason,
    entryId: agent ? undefined : kept.entryId,
    contentKey: kept.contentKey,
    lifetime,
    leave: leaveOnce(lead, (reply, finding, delivered) =>
      parts.attempt(() => {
        // It may have been said while the answer was under way.
        if (feedback.about(fingerprint, asked) === 'never-cache') return;
        keepAnswer(keep, prompt, fingerprint, { reply, finding, delivered });
        feedback.answered(fingerprint);
      }),
    ),
  };
}

function notCacheable({ why, cacheability }: Fingerprint): string {
  return `not-cacheable:${why ?? cacheability}`;
}

function whyNever({ by, contentClass }: Lifetime): string {
  return by === 'rule' ? 'rule-never' : `not-cacheable:${contentClass}`;
}

function bypass(reason: string, lifetime?: Lifetime): Recall {
  return {
    kind: 'miss',
    outcome: 'bypass',
    reason,
    entryId: undefined,
    contentKey: () => undefined,
    lifetime,
    leave: leaveNothing,
  };
}
