import type { Settings } from '../../protocol/settings.js';
import { toUsd } from '../../protocol/money.js';
import type { Clock, Fingerprint, Json, NewId, Prompt } from '../prompt.js';
import type { LedgerRow } from '../rooms/ledger-row.js';
import { autoModel } from '../rooms/plan.js';
import type { Recall } from '../rooms/recall.js';
import type { Settlement } from '../rooms/settlement.js';
import type { StoredReply } from '../wire.js';
import { answerText } from './answer-text.js';
import { askAgain } from './ask-again.js';

/** Asks a model beside some answers that other words had got, to see whether they were right. */
export interface Shadow {
  /** Told after a loose hit was given out; what follows is nobody's to wait for. Never throws. */
  served(prompt: Prompt, fingerprint: Fingerprint, recall: Recall, row: LedgerRow): void;
}

/** The code under which the question stands in the ledger: paid for, and saving nothing. */
export const shadowReason = 'shadow-sample';

export function openShadow(of: {
  readonly settings: () => Settings;
  readonly clock: Clock;
  /** 0..1, evenly. */
  readonly chance: () => number;
  readonly newId: NewId;
  /** What such questions have cost today, in US dollars. */
  readonly spentToday: () => number;
  readonly settle: (settlement: Settlement) => LedgerRow;
  /** Compares both answers and keeps what came of it. */
  readonly compare: (tier: 'gate' | 'semantic', requestId: string, given: string, fresh: string) => Promise<void>;
}): Shadow {
  const { settings, clock } = of;
  let underWay = 0;

  const sample = async (prompt: Prompt, fingerprint: Fingerprint, kept: StoredReply, tier: 'gate' | 'semantic') => {
    const startTick = clock.tickMs();
    const { body, bytes } = await askAgain(prompt);
    const finding = prompt.dialect.readWhole(bytes);
    const latencyMs = clock.tickMs() - startTick;
    of.settle({
      prompt: { ...prompt, id: of.newId(), receivedMs: clock.nowMs() },
      fingerprint,
      plan: undefined,
      cache: 'bypass',
      reason: shadowReason,
      similarity: undefined,
      cacheReason: undefined,
      entryId: undefined,
      contentKey: undefined,
      modelServed: prompt.facts.model,
      providerServed: prompt.origin.provider.name,
      usage: finding.usage,
      answerChars: finding.answerChars,
      latencyMs,
      firstByteMs: latencyMs,
      status: 200,
      outcome: 'ok',
    });
    if (finding.end !== 'complete' || finding.refused || finding.empty) return;
    const whole = prompt.dialect.replay(kept, { stream: false, usage: false }, of.newId, clock);
    if (whole.kind !== 'whole') return;
    const given = answerText(JSON.parse(whole.body.toString('utf8')) as Json);
    await of.compare(tier, prompt.id, given, answerText(body));
  };
  return {
    served(prompt, fingerprint, recall, row) {
      if (recall.kind !== 'hit' || recall.outcome === 'hit-exact' || prompt.facts.model === autoModel) return;
      const { rate, usdPerDay } = settings().cache.shadow;
      if (rate === 0 || underWay > 0 || of.chance() >= rate) return;
      // What the hit saved is what asking costs; where that is not known, no budget can be kept to.
      if (row.saved === null || of.spentToday() + toUsd(row.saved) > usdPerDay) return;
      underWay += 1;
      const tier = recall.outcome === 'hit-gate' ? 'gate' : 'semantic';
      sample(prompt, fingerprint, recall.reply, tier)
        // A provider that does not answer says nothing about the cache.
        .catch(() => undefined)
        .finally(() => (underWay -= 1));
    },
  };
}
