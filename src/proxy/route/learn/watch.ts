import { LRUCache } from 'lru-cache';
import type { LabelKind } from '../../../protocol/learning.js';
import type { Fingerprint, Prompt } from '../../prompt.js';
import { isSmallByName } from '../ceiling.js';
import { humanTurns, newestWords } from '../gain/own-words.js';
import { conversationKey } from '../memory.js';
import { stageOf, stepsInView } from '../stage/stage.js';
import { hold } from '../steps/hold.js';

/** How people show in words that an answer was not what they wanted. */
export interface Signs {
  saysNo(words: string): boolean;
  /** Nearly the same is asked again. */
  isReask(asked: string, next: string): boolean;
}

/** An answer of a cheaper model, until the next turn says what it was worth. Its words are in memory only. */
interface Answered {
  readonly id: string;
  readonly atMs: number;
  readonly owner: string;
  readonly exactKey: string;
  readonly requested: string;
  readonly served: string;
  readonly route: string | undefined;
  readonly humanTurns: number;
  readonly asked: string;
  isStalled: boolean;
}

const maxWatched = 512;
const askedChars = 2_000;
/** Whoever comes back later has something else in mind. */
const watchedMs = 30 * 60_000;
/** In a conversation that begins anew, only what is asked this soon is the same question once more. */
const reaskMs = 120_000;
/** Newest first: more are not held against the words of a new conversation, which waits meanwhile. */
const mostCompared = 8;
/** Nobody reads an answer faster; what asks again sooner is a program, and has reasons of its own. */
const readingMs = 3_000;

/** The last answers of cheaper models, and what the requests behind them say of them. */
export class Watch {
  readonly #answered = new LRUCache<string, Answered>({ max: maxWatched });

  constructor(
    private readonly signs: Signs,
    private readonly nowMs: () => number,
  ) {}

  answered(prompt: Prompt, fingerprint: Fingerprint, id: string, served: string): void {
    // Between two turns of a human it is still the same answer.
    if (fingerprint.role !== 'main' || hold({ prompt, fingerprint }) !== undefined) return;
    this.#answered.set(conversationKey(prompt, fingerprint), {
      id,
      atMs: this.nowMs(),
      owner: ownerOf(prompt),
      exactKey: fingerprint.exactKey,
      requested: prompt.facts.model,
      served,
      route: prompt.controls.route,
      humanTurns: humanTurns(prompt).length,
      asked: newestWords(prompt).slice(0, askedChars),
      isStalled: false,
    });
  }

  /** The answer was replaced or thrown away: what comes next is not about it. */
  drop(prompt: Prompt, fingerprint: Fingerprint): void {
    this.#answered.delete(conversationKey(prompt, fingerprint));
  }

  /** What a request that has just come in says of the answer before it. */
  heed(prompt: Prompt, fingerprint: Fingerprint): { readonly id: string; readonly kind: LabelKind } | undefined {
    if (fingerprint.role !== 'main' || this.#answered.size === 0) return undefined;
    const key = conversationKey(prompt, fingerprint);
    const before = this.#answered.get(key);
    if (before === undefined) return this.#askedElsewhere(prompt);
    const ageMs = this.nowMs() - before.atMs;
    if (ageMs > watchedMs) {
      this.#answered.delete(key);
      return undefined;
    }
    if (hold({ prompt, fingerprint }) !== undefined) {
      if (before.isStalled || !isStalled(prompt)) return undefined;
      before.isStalled = true;
      return { id: before.id, kind: 'stalled' };
    }
    const kind = this.#saidBy(before, prompt, fingerprint, ageMs);
    if (kind === undefined) return undefined;
    this.#answered.delete(key);
    return { id: before.id, kind };
  }

  #saidBy(before: Answered, prompt: Prompt, { exactKey }: Fingerprint, ageMs: number): LabelKind | undefined {
    if (isSwitchedUp(before, prompt)) return 'switched-up';
    const words = newestWords(prompt);
    if (humanTurns(prompt).length > before.humanTurns) {
      if (this.signs.saysNo(words)) return 'said-no';
      return this.signs.isReask(before.asked, words) ? 'asked-again' : 'quiet';
    }
    if (ageMs < readingMs) return undefined;
    if (exactKey === before.exactKey) return 'regenerated';
    // Words that were changed into another question say nothing of the answer to the first.
    return this.signs.isReask(before.asked, words) ? 'asked-again' : undefined;
  }

  /** Some people begin a new conversation to ask once more. */
  #askedElsewhere(prompt: Prompt): { readonly id: string; readonly kind: LabelKind } | undefined {
    if (humanTurns(prompt).length !== 1) return undefined;
    const owner = ownerOf(prompt);
    const words = newestWords(prompt);
    let compared = 0;
    for (const [key, before] of this.#answered.entries()) {
      const ageMs = this.nowMs() - before.atMs;
      if (ageMs > reaskMs || ageMs < readingMs || before.owner !== owner) continue;
      const ratio = words.length / before.asked.length;
      if (!(ratio > 0.5 && ratio < 2)) continue;
      compared += 1;
      if (compared > mostCompared) break;
      if (!this.signs.isReask(before.asked, words)) continue;
      this.#answered.delete(key);
      return { id: before.id, kind: 'asked-again' };
    }
    return undefined;
  }
}

/** Another model, or a higher tier, was asked for by hand. Going to a small one says nothing against the answer. */
function isSwitchedUp({ requested, served, route }: Answered, { facts, controls }: Prompt): boolean {
  if (controls.route !== route) return controls.route === 'strong' || controls.route === 'standard';
  const { model } = facts;
  return model !== requested && !served.endsWith(`:${model}`) && !isSmallByName(model);
}

/** Fewer calls of tools since the human spoke say nothing. */
const fewestSteps = 3;

/** The agent has repeated itself, failed or gone in circles since the human spoke. */
function isStalled({ facts, dialect, body }: Prompt): boolean {
  const since = facts.turns.findLastIndex(turn => turn.role === 'user' && !turn.toolResult) + 1;
  const results = facts.turns.slice(since).filter(({ toolResult }) => toolResult).length;
  if (results < fewestSteps) return false;
  const stage = stageOf(dialect.toolSteps?.(body, Math.min(results, stepsInView)) ?? []);
  return stage !== undefined && stage !== 'landing';
}

function ownerOf({ origin, client }: Prompt): string {
  return `${origin.tenant} ${client}`;
}
