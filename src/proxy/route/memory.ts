import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { TierName } from '../../protocol/settings.js';
import type { Fingerprint, Prompt } from '../prompt.js';

/** What was decided for a conversation, so that the decision can be held. Names only: no key, no text. */
export interface Decision {
  /** The model the caller asked for, behind its provider's name. Another one asked for is another decision. */
  readonly requested: string;
  readonly provider: string;
  readonly model: string;
  readonly would: { readonly provider: string; readonly model: string; readonly tier: TierName } | undefined;
  readonly atMs: number;
  /** It went up because work had gone wrong, or an answer had: it does not come down while it is going on. */
  readonly latched: boolean;
  /** Of the request, to see when a client has cut the conversation short. */
  readonly bytes: number;
  /** It was summed up since: what follows is a new beginning for the provider's cache. */
  readonly compacted: boolean;
}

export type NewDecision = Omit<Decision, 'requested' | 'bytes' | 'compacted'>;

/** The last decision of each conversation. The oldest are forgotten; then a request stays where it was sent. */
export class Memory {
  private readonly decisions = new LRUCache<string, Decision>({ max: 4_096 });

  /** The conversation's own decision, or else its session's. Undefined when another model was asked for then. */
  last(prompt: Prompt, fingerprint: Fingerprint): Decision | undefined {
    const decision =
      this.decisions.get(conversationKey(prompt, fingerprint)) ?? this.decisions.get(fingerprint.session);
    return decision?.requested === requestedName(prompt) ? decision : undefined;
  }

  /** The conversation's answer was not trusted. */
  latch(prompt: Prompt, fingerprint: Fingerprint): void {
    this.#change(prompt, fingerprint, { latched: true });
  }

  /** The conversation is being summed up. */
  compact(prompt: Prompt, fingerprint: Fingerprint): void {
    this.#change(prompt, fingerprint, { compacted: true });
  }

  #change(prompt: Prompt, fingerprint: Fingerprint, change: Partial<Decision>): void {
    for (const key of [conversationKey(prompt, fingerprint), fingerprint.session]) {
      const decision = this.decisions.get(key);
      if (decision !== undefined) this.decisions.set(key, { ...decision, ...change });
    }
  }

  keep(prompt: Prompt, fingerprint: Fingerprint, decision: NewDecision): void {
    const whole = {
      requested: requestedName(prompt),
      bytes: prompt.raw.length,
      compacted: false,
      ...decision,
    };
    this.decisions.set(conversationKey(prompt, fingerprint), whole);
    this.decisions.set(fingerprint.session, whole);
  }
}

function requestedName(prompt: Prompt): string {
  return `${prompt.origin.provider.name}:${prompt.facts.model}`;
}

/**
 * Sub-agents share the session id of the agent that started them, and work at the same time. What tells them apart is
 * how their conversation began. Where a client rewrites that beginning, the session's decision stands in.
 */
export function conversationKey(prompt: Prompt, fingerprint: Pick<Fingerprint, 'session'>): string {
  const first = prompt.facts.turns.find(turn => turn.role === 'user')?.text ?? '';
  const opening = createHash('sha1').update(first.slice(0, openingChars)).digest('base64');
  return `${fingerprint.session} ${opening}`;
}

const openingChars = 4_096;
