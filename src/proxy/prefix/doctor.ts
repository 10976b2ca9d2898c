import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { MicroUsd } from '../../protocol/money.js';
import type { Clock, Fingerprint, Prompt } from '../prompt.js';
import type { DialectName, PromptPart, PromptPrefix, Usage } from '../wire.js';
import { diagnose, type Break, type Sent } from './diagnose.js';
import { savingPerToken, surchargePerToken, type InputRates } from './rates.js';
import { lifeMs } from './warmth.js';

/** Something that keeps a conversation's prompts from being read from the provider's cache. */
export interface PrefixFinding extends Break {
  /** When it was last seen, wall-clock milliseconds. */
  readonly atMs: number;
  /** The request that could not be read on, the latest one. */
  readonly requestId: string;
  readonly session: string;
  readonly client: string;
  readonly dialect: DialectName;
  readonly model: string;
  /** How often it was seen in this conversation. */
  readonly times: number;
  /** Tokens that were read anew for full price because of it, in all. */
  readonly tokens: number;
  /** What that cost more than reading them from the cache; null when the model has no known price. */
  readonly cost: MicroUsd | null;
  /** Of {@link tokens}, those of the latest request. */
  readonly latestTokens: number;
}

/** The last request of a conversation. Held in memory only, and only as long as there is room. */
interface Last extends Sent {
  readonly session: string;
  readonly atMs: number;
  readonly usage: Usage | undefined;
}

/** What one request could have read, and how it was charged. */
interface Lost {
  readonly tokens: number;
  readonly usage: Usage | undefined;
}

const maxBytes = 64 * 1024 * 1024;
/** Of an array of parts, each. */
const partBytes = 160;
const maxFindings = 100;

/** Compares each request with the one before it in its conversation. */
export class Doctor {
  readonly #last = new LRUCache<string, Last>({
    maxSize: maxBytes,
    sizeCalculation: last => last.raw.length + last.prefix.parts.length * partBytes + 1_000,
  });
  /** Conversations by their session and fixed opening, for when the first words of one are replaced. */
  readonly #openings = new LRUCache<string, string>({ max: 2_000 });
  /** By session and kind, the latest last. */
  readonly #findings = new Map<string, PrefixFinding>();

  constructor(private readonly clock: Clock) {}

  examine(
    prompt: Prompt,
    fingerprint: Fingerprint,
    prefix: PromptPrefix,
    usage: Usage | undefined,
    rates: InputRates | undefined,
  ): PrefixFinding | undefined {
    const now: Last = { raw: prompt.raw, prefix, session: fingerprint.session, atMs: prompt.receivedMs, usage };
    const words = conversationKey(prompt, fingerprint);
    const opening = openingKey(prompt, fingerprint, prefix);
    const before = this.#last.get(words) ?? this.#last.get(this.#openings.get(opening) ?? '');
    this.#last.set(words, now);
    this.#openings.set(opening, words);
    if (before === undefined || before.atMs > now.atMs || !isSameConversation(before, now)) return undefined;
    const found = diagnose(before, now);
    return found === undefined
      ? undefined
      : this.#keep(prompt, fingerprint, found, { tokens: lostTokens(before, now, found), usage }, rates);
  }

  /** The latest first. */
  findings(): readonly PrefixFinding[] {
    return [...this.#findings.values()].reverse();
  }

  #keep(prompt: Prompt, fingerprint: Fingerprint, found: Break, lost: Lost, rates: InputRates | undefined) {
    const key = `${fingerprint.session} ${found.kind}`;
    const former = this.#findings.get(key);
    const price = rates === undefined ? null : costOfLoss(lost, rates);
    const finding: PrefixFinding = {
      ...found,
      atMs: this.clock.nowMs(),
      requestId: prompt.id,
      session: fingerprint.session,
      client: prompt.client,
      dialect: prompt.dialect.name,
      model: prompt.facts.model,
      times: (former?.times ?? 0) + 1,
      tokens: (former?.tokens ?? 0) + lost.tokens,
      cost: price === null || former?.cost === null ? null : (former?.cost ?? 0) + price,
      latestTokens: lost.tokens,
    };
    this.#findings.delete(key);
    this.#findings.set(key, finding);
    const oldest = this.#findings.keys().next();
    if (this.#findings.size > maxFindings && oldest.done !== true) this.#findings.delete(oldest.value);
    return finding;
  }
}

/**
 * The same session, or else the whole earlier conversation word for word: then only what stands before it differs,
 * such as a time in the system prompt, which gives each request a session of its own where clients send no id.
 */
function isSameConversation(before: Last, now: Last): boolean {
  if (before.session === now.session) {
    const count = countOfMessages(now);
    return count > 1 || count >= countOfMessages(before);
  }
  const old = messagesOf(before);
  const fresh = messagesOf(now);
  return old.length > 0 && fresh.length > old.length && old.every((bytes, at) => fresh[at]?.equals(bytes) === true);
}

function countOfMessages({ prefix }: Last): number {
  return prefix.parts.reduce((count, part) => (isMessage(part) ? count + 1 : count), 0);
}

function messagesOf({ raw, prefix }: Last): readonly Buffer[] {
  return prefix.parts.filter(isMessage).map(({ start, end }) => raw.subarray(start, end));
}

function isMessage({ section }: PromptPart): boolean {
  return section === 'messages';
}

/**
 * Tokens of the earlier prompt that could have been read from the cache and were not: those behind the break, as far as
 * the provider had kept them and reports no read. None when so much time went by that they were forgotten anyway.
 */
function lostTokens(before: Last, now: Last, { keptShare }: Break): number {
  const { usage } = before;
  if (usage === undefined || now.atMs - before.atMs >= lifeMs) return 0;
  const prompt = usage.input + usage.cachedInput + usage.cacheWrite;
  // Providers that find prefixes by themselves report no writes; breakpoints are paid for when they are set.
  const byItself = !before.prefix.parts.some(({ markable }) => markable);
  const keepable = byItself ? (prompt >= automaticMinimum ? prompt : 0) : usage.cachedInput + usage.cacheWrite;
  const read = Math.max(prompt * keptShare, now.usage?.cachedInput ?? 0);
  return Math.max(0, Math.round(keepable - read));
}

/** Those that were written anew cost what writing costs, the others what input costs. */
function costOfLoss({ tokens, usage }: Lost, rates: InputRates): MicroUsd {
  const written = Math.min(tokens, usage?.cacheWrite ?? 0);
  return Math.round(tokens * savingPerToken(rates) + written * surchargePerToken(rates));
}

/** Tokens from which OpenAI keeps a prefix, by its page on prompt caching. */
const automaticMinimum = 1_024;

function conversationKey(prompt: Prompt, fingerprint: Fingerprint): string {
  const words = prompt.facts.turns.find(({ role }) => role === 'user')?.text ?? '';
  return digest([prompt.origin.tenant, prompt.client, fingerprint.role, prompt.dialect.name, words]);
}

function openingKey(prompt: Prompt, fingerprint: Fingerprint, prefix: PromptPrefix): string {
  const hash = createHash('sha256').update(`${fingerprint.session} ${fingerprint.role}`);
  for (const part of prefix.parts) if (!isMessage(part)) hash.update(prompt.raw.subarray(part.start, part.end));
  return hash.digest('base64');
}

function digest(values: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('base64');
}
