import { promptKey } from '../past.js';
import type { Settlement } from '../rooms/settlement.js';
import type { Usage } from '../wire.js';
import type { StoredRow } from './columns.js';
import { moneyOf, type Pricing } from './money.js';
import { triedUsage } from './tried.js';
import { cleanUsage, completeUsage, estimateUsage, noUsage } from './usage.js';

/** A request that is over, with what a stream had said of its usage before it was cut. */
export type Settled = Settlement;

/** The ledger row of a request that is over. Never throws. */
export function toRow(settlement: Settled, pricing: Pricing): StoredRow {
  const { prompt, fingerprint, plan } = settlement;
  const { controls, facts, origin } = prompt;
  const used = usedBy(settlement);
  const tokens = used.usage ?? noUsage;
  const served = plan?.target.provider;
  return {
    id: prompt.id,
    atMs: prompt.receivedMs,
    dialect: prompt.dialect.name,
    client: prompt.client,
    feature: controls.feature ?? null,
    userTier: controls.userTier ?? null,
    workspace: controls.workspace,
    session: fingerprint.session,
    role: settlement.role ?? fingerprint.role,
    streamed: facts.stream,
    modelRequested: facts.model,
    providerRequested: origin.provider.name,
    modelServed: settlement.modelServed,
    providerServed: settlement.providerServed,
    tier: ('tier' in settlement ? settlement.tier : plan?.tier) ?? null,
    cache: settlement.cache,
    reason: settlement.reason,
    score: finite(plan?.score),
    similarity: finite(settlement.similarity),
    cacheReason: settlement.cacheReason ?? null,
    entryId: settlement.entryId ?? null,
    promptKey: promptKey(fingerprint),
    contentKey: settlement.contentKey ?? null,
    contentClass: settlement.lifetime?.contentClass ?? null,
    keptS: keptS(settlement),
    verdict: null,
    wouldModel: plan?.would?.model ?? null,
    inputTokens: tokens.input,
    cachedInputTokens: tokens.cachedInput,
    cacheWriteTokens: tokens.cacheWrite,
    outputTokens: tokens.output,
    reasoningTokens: tokens.reasoning,
    ...moneyOf(settlement, used.usage, pricing),
    estimated: used.estimated || triedUsage(settlement)?.estimated === true,
    attempts: attemptsOf(settlement),
    escalated: settlement.tried !== undefined && settlement.trust?.enough === false,
    confidence: finite(settlement.trust?.confidence),
    triedModel: settlement.tried?.model ?? null,
    triedProvider: settlement.tried?.provider ?? null,
    latencyMs: duration(settlement.latencyMs),
    firstByteMs: duration(settlement.firstByteMs),
    status: settlement.status,
    outcome: settlement.outcome,
    demo: (served ?? origin.provider).demo === true,
    cacheWriteHourTokens: tokens.cacheWriteHour ?? 0,
    audioInputTokens: tokens.audioInput ?? 0,
    imageInputTokens: tokens.imageInput ?? 0,
    audioOutputTokens: tokens.audioOutput ?? 0,
    imageOutputTokens: tokens.imageOutput ?? 0,
    webSearches: tokens.webSearches ?? 0,
    fileSearches: tokens.fileSearches ?? 0,
    terms: tokens.terms?.join(',') ?? null,
  };
}

/**
 * What the provider reported; an estimate when an answer began and its usage never came; nothing when the provider
 * refused or could not be reached, because then it charges nothing.
 */
function usedBy(settlement: Settled): { readonly usage: Usage | undefined; readonly estimated: boolean } {
  const { usage, partialUsage, status, answerChars, prompt } = settlement;
  if (usage !== undefined) return { usage: cleanUsage(usage), estimated: false };
  if (partialUsage !== undefined) return { usage: completeUsage(partialUsage, answerChars), estimated: true };
  if (status >= 400 && !(answerChars > 0)) return { usage: undefined, estimated: false };
  return { usage: estimateUsage(prompt.facts, answerChars), estimated: true };
}

function keptS({ lifetime }: Settled): number | null {
  return lifetime === undefined || lifetime.ttlS === 'never' ? null : lifetime.ttlS;
}

function attemptsOf({ cache, tried }: Settled): number {
  if (cache !== 'miss' && cache !== 'bypass') return 0;
  return tried === undefined ? 1 : 2;
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** A clock that jumped must not make a row that no engine can hold. */
function duration(ms: number): number {
  return Number.isFinite(ms) && ms > 0 ? ms : 0;
}
