import type { Dispatcher } from 'undici';
import { toUsd } from '../../protocol/money.js';
import type { Settings } from '../../protocol/settings.js';
import type { Clock, Fingerprint, NewId, Prompt } from '../prompt.js';
import { autoModel } from '../rooms/plan.js';
import type { LedgerRow } from '../rooms/ledger-row.js';
import type { Recall } from '../rooms/recall.js';
import type { Settlement } from '../rooms/settlement.js';
import type { Finding, StoredReply } from '../wire.js';
import { affordable, type Affordable, type SamplePrices } from './afford.js';
import { askAgain, type Asked } from './ask-again.js';

/**
 * Asks the model that the caller named beside some answers that it did not give: those that other words had got, and
 * those of cheaper models. So it is seen whether they were right.
 */
export interface Shadow {
  /** Told after a loose hit was given out; what follows is nobody's to wait for. Never throws. */
  served(prompt: Prompt, fingerprint: Fingerprint, recall: Recall): void;
  /** Told after a cheaper model's answer was given out; likewise. */
  routed(prompt: Prompt, fingerprint: Fingerprint, given: StoredReply): void;
  /** Gives up what is under way. */
  close(): void;
}

/** The code under which the question stands in the ledger: paid for, and saving nothing. */
const shadowReason = 'shadow-sample';

/** Samples that wait for their turn; more come only where hits come faster than a model answers. */
const mostWaiting = 16;

interface Sample {
  /** Whose answer it is. */
  readonly of: 'cache' | 'routing';
  readonly prompt: Prompt;
  readonly fingerprint: Fingerprint;
  readonly kept: StoredReply;
}

interface ShadowParts {
  readonly settings: () => Settings;
  readonly clock: Clock;
  /** 0..1, evenly. */
  readonly chance: () => number;
  readonly newId: NewId;
  /** The way out of every prompt. */
  readonly agent: Dispatcher;
  /** What such questions have cost today, in US dollars. */
  readonly spentToday: () => number;
  /** Undefined where no price is known. */
  readonly pricesOf: (provider: string, model: string) => SamplePrices | undefined;
  readonly settle: (settlement: Settlement) => LedgerRow;
  /** Compares both answers and keeps what came of it; `of` says whose answer was given. */
  readonly compare: (of: Sample['of'], prompt: Prompt, given: StoredReply, fresh: StoredReply) => Promise<void>;
}

export function openShadow(of: ShadowParts): Shadow {
  const { settings, clock } = of;
  const closing = new AbortController();
  const waiting: Sample[] = [];
  let isBusy = false;

  /** One after the other, so that each knows what those before it have cost. */
  const work = async () => {
    isBusy = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      // A sample that fails says nothing about the cache; what it cost is in the ledger.
      await take(next).catch(() => undefined);
    }
    isBusy = false;
  };
  const take = async (sample: Sample) => {
    const { prompt, kept } = sample;
    const ask = within(sample);
    if (ask === undefined || closing.signal.aborted) return;
    const startTick = clock.tickMs();
    const asked = await askAgain(prompt, ask.body, of.agent, closing.signal);
    const finding = asked.kind === 'answered' ? prompt.dialect.readWhole(asked.bytes) : undefined;
    of.settle(settlementOf(sample, asked, finding, clock.tickMs() - startTick));
    if (asked.kind !== 'answered' || finding?.end !== 'complete' || finding.refused || finding.empty) return;
    await of.compare(sample.of, prompt, kept, {
      dialect: prompt.dialect.name,
      form: 'whole',
      body: asked.bytes,
      usage: finding.usage ?? kept.usage,
      modelServed: prompt.facts.model,
      providerServed: prompt.origin.provider.name,
    });
  };
  /** Undefined where it might cost more than the day has left, or is not to be asked by now. */
  const within = ({ of: whose, prompt, kept }: Sample): Affordable | undefined => {
    const { rate, usdPerDay } = settings()[whose].shadow;
    if (settings().pausedUntilMs > clock.nowMs() || rate === 0) return undefined;
    const prices = of.pricesOf(prompt.origin.provider.name, prompt.facts.model);
    const ask = prices && affordable(prompt, kept.usage, prices);
    const fits = ask !== undefined && of.spentToday() + toUsd(ask.mostMicroUsd) <= usdPerDay;
    return fits ? ask : undefined;
  };
  const settlementOf = (
    { prompt, fingerprint }: Sample,
    asked: Asked,
    finding: Finding | undefined,
    latencyMs: number,
  ): Settlement => ({
    prompt: { ...prompt, id: of.newId(), receivedMs: clock.nowMs() },
    fingerprint,
    role: 'shadow',
    plan: undefined,
    cache: 'bypass',
    reason: shadowReason,
    similarity: undefined,
    cacheReason: undefined,
    entryId: undefined,
    contentKey: undefined,
    modelServed: prompt.facts.model,
    providerServed: prompt.origin.provider.name,
    usage: finding?.usage,
    answerChars: finding?.answerChars ?? 0,
    latencyMs,
    firstByteMs: latencyMs,
    status: asked.kind === 'answered' ? 200 : asked.status,
    outcome: asked.kind === 'answered' ? 'ok' : asked.kind === 'refused' ? 'upstream-error' : 'upstream-failed',
  });
  const maybe = (sample: Sample) => {
    const { rate } = settings()[sample.of].shadow;
    if (sample.prompt.facts.model === autoModel || rate === 0) return;
    if (of.chance() >= rate || waiting.length >= mostWaiting) return;
    waiting.push(sample);
    if (!isBusy) void work();
  };
  return {
    served(prompt, fingerprint, recall) {
      if (recall.kind !== 'hit' || recall.outcome === 'hit-exact') return;
      maybe({ of: 'cache', prompt, fingerprint, kept: recall.reply });
    },
    routed: (prompt, fingerprint, given) => maybe({ of: 'routing', prompt, fingerprint, kept: given }),
    close() {
      waiting.length = 0;
      closing.abort();
    },
  };
}
