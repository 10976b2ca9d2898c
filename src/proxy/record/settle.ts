import type { LedgerRow, Settlement } from '../rooms.js';
import type { Usage } from '../wire.js';
import { moneyOf, type Pricing } from './money.js';
import { cleanUsage, estimateUsage, noUsage } from './usage.js';

/** The ledger row of a request that is over. Never throws. */
export function toRow(settlement: Settlement, pricing: Pricing): LedgerRow {
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
    role: fingerprint.role,
    streamed: facts.stream,
    modelRequested: facts.model,
    providerRequested: origin.provider.name,
    modelServed: settlement.modelServed,
    providerServed: settlement.providerServed,
    tier: plan?.tier ?? null,
    cache: settlement.cache,
    reason: settlement.reason,
    score: finite(plan?.score),
    similarity: finite(settlement.similarity),
    wouldModel: plan?.would?.model ?? null,
    inputTokens: tokens.input,
    cachedInputTokens: tokens.cachedInput,
    cacheWriteTokens: tokens.cacheWrite,
    outputTokens: tokens.output,
    reasoningTokens: tokens.reasoning,
    ...moneyOf(settlement, used.usage, pricing),
    estimated: used.estimated,
    latencyMs: duration(settlement.latencyMs),
    firstByteMs: duration(settlement.firstByteMs),
    status: settlement.status,
    outcome: settlement.outcome,
    demo: (served ?? origin.provider).demo === true,
  };
}

/**
 * What the provider reported; an estimate when an answer began and its usage never came; nothing when the provider
 * refused or could not be reached, because then it charges nothing.
 */
function usedBy(settlement: Settlement): { readonly usage: Usage | undefined; readonly estimated: boolean } {
  const { usage, status, answerChars, prompt } = settlement;
  if (usage !== undefined) return { usage: cleanUsage(usage), estimated: false };
  if (status >= 400 && !(answerChars > 0)) return { usage: undefined, estimated: false };
  return { usage: estimateUsage(prompt.facts, answerChars), estimated: true };
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** A clock that jumped must not make a row that no engine can hold. */
function duration(ms: number): number {
  return Number.isFinite(ms) && ms > 0 ? ms : 0;
}
