import { LRUCache } from 'lru-cache';
import type { Usage } from '../../wire.js';
import { HeldPrefixes } from './held-prefixes.js';
import { callCost, holdable, nameOf, type ModelPrices, type Named, type PricesOf } from './prices.js';

/** One conversation of one caller, as far as money goes. */
export interface Talk {
  /** Who pays: savings of one caller never cover the losses of another. */
  readonly owner: string;
  /** Undefined for a small job beside the conversation, which nobody comes back to. */
  readonly conversation: string | undefined;
  /** What its beginning has in common with other conversations of the program; its length where that can be told. */
  readonly shared: { readonly key: string; readonly tokens: number | undefined };
  /** The model asked for: what everything is measured against. */
  readonly home: Named;
  /** Of this request. */
  readonly bytes: number;
}

interface Account {
  /** What the conversation has saved so far against the model asked for with a warm cache, in micro-dollars. */
  balance: number;
  /** Whole prompt and answer of its last call, and the bytes of that prompt. */
  tokens: number;
  bytes: number;
  atMs: number;
  lifeMs: number;
  /** The provider was seen to keep prefixes. */
  caches: boolean;
  /** Its last call did not go to the model asked for, whose cache is colder for that. */
  away: boolean;
}

/** Prefixes are kept for five minutes where writing them costs extra (Anthropic), and for five to ten elsewhere. */
const paidLifeMs = 5 * 60_000;
const freeLifeMs = 10 * 60_000;
const hourMs = 3_600_000;
/** A prefix that is nearly cold is not counted on, nor taken for gone. */
const marginMs = 20_000;
/** Of JSON in English and code; and where a guess must not be too high or too low. */
const bytesPerToken = 4;
const guesses = [3, 6] as const;

/**
 * What every conversation has saved against the model asked for with a warm cache, and what its caller has saved for
 * good. A call that loses must be paid from one of the two: so routing never costs more than doing without.
 */
export class Books {
  readonly #accounts = new LRUCache<string, Account>({ max: 4_096 });
  readonly #purses = new LRUCache<string, number>({ max: 1_000 });
  /** What the providers hold, and what they would hold had every call gone to the model asked for. */
  readonly #real = new HeldPrefixes();
  readonly #virtual = new HeldPrefixes();

  constructor(private readonly pricesOf: PricesOf) {}

  /** Tokens of a prompt of so many bytes: what was told of the conversation so far, and a guess for what is new. */
  promptTokens(talk: Talk, bytes: number, perToken: number = bytesPerToken): number {
    const account = this.#account(talk);
    if (account === undefined || bytes < account.bytes) return Math.ceil(bytes / perToken);
    return account.tokens + Math.ceil((bytes - account.bytes) / perToken);
  }

  /** Tokens of a call's prompt that the conversation did not have before; undefined for its first, and where it was cut. */
  grownBy(talk: Talk, usage: Usage, bytes: number): number | undefined {
    const account = this.#account(talk);
    if (account === undefined || account.tokens === 0 || bytes < account.bytes) return undefined;
    return Math.max(0, usage.input + usage.cachedInput + usage.cacheWrite - account.tokens);
  }

  /** Tokens of the conversation's beginning that a model's provider surely holds now. */
  held(talk: Talk, named: Named, nowMs: number): number {
    const prices = this.pricesOf(named);
    if (prices === undefined) return 0;
    const keys = this.#keys(talk, named);
    // Where a client has cut its conversation, only what all of them begin with is surely as it was.
    const isCut = talk.bytes < (this.#account(talk)?.bytes ?? 0);
    return this.#real.tokens(isCut ? keys.slice(0, 1) : keys, nowMs, lifeOf(prices) - marginMs);
  }

  /** Likewise by the model asked for, had every call gone there; rather too many than too few. */
  heldAtHome(talk: Talk, nowMs: number): number {
    const home = this.pricesOf(talk.home);
    if (home === undefined) return 0;
    const lifeMs = Math.max(this.#account(talk)?.lifeMs ?? 0, lifeOf(home)) + marginMs;
    return this.#virtual.tokens(this.#keys(talk, talk.home), nowMs, lifeMs);
  }

  /** How `usage` would have been told by `named`, had it answered: what it holds is read, the rest is new. */
  supposed(talk: Talk, named: Named, usage: Usage, nowMs: number): Usage {
    const prices = this.pricesOf(named);
    if (prices === undefined) return usage;
    const prompt = usage.input + usage.cachedInput + usage.cacheWrite;
    return split(usage, prompt, Math.min(holdable(prompt), this.held(talk, named, nowMs)), prices);
  }

  /**
   * What the conversation will have saved for certain when `target` has read this prompt, whatever it answers and
   * however many tokens it turns out to have; below zero: what it will have lost. Undefined when a price is not known.
   */
  balanceAfter(talk: Talk, target: Named, bytes: number, nowMs: number): number | undefined {
    const prices = this.pricesOf(target);
    const home = this.pricesOf(talk.home);
    if (prices === undefined || home === undefined) return undefined;
    this.#settleCold(talk, nowMs);
    const saved = guesses.map(perToken => {
      const prompt = this.promptTokens(talk, bytes, perToken);
      const atHome = callCost(home, { prompt, held: this.heldAtHome(talk, nowMs), output: 0 });
      return atHome - callCost(prices, { prompt, held: this.held(talk, target, nowMs), output: 0 });
    });
    return this.balance(talk) + Math.min(...saved);
  }

  /** Moves an amount from the caller's purse to the conversation; false, and nothing done, when there is not enough. */
  take(talk: Talk, amount: number, nowMs: number): boolean {
    const home = this.pricesOf(talk.home);
    if (amount <= 0) return true;
    if (home === undefined || amount > this.purse(talk.owner)) return false;
    this.#release(talk.owner, -amount);
    if (talk.conversation === undefined) return true;
    this.#open(talk, nowMs, home).balance += amount;
    return true;
  }

  /**
   * A call is over. `forced`: the user chose the model, so nothing is booked. Gives back what the model asked for would
   * have used with a warm cache, where that differs from what was used.
   */
  settle(
    talk: Talk,
    served: Named,
    usage: Usage,
    { bytes, forced, nowMs }: { readonly bytes: number; readonly forced: boolean; readonly nowMs: number },
  ): Usage | undefined {
    const prices = this.pricesOf(served);
    const home = this.pricesOf(talk.home);
    if (prices === undefined || home === undefined) return undefined;
    this.#settleCold(talk, nowMs);
    const prompt = usage.input + usage.cachedInput + usage.cacheWrite;
    const held = Math.min(holdable(prompt), this.heldAtHome(talk, nowMs));
    const warm = callCost(home, { prompt, held, output: usage.output });
    const spent = spentOn(prices, usage);
    const atHome = nameOf(served) === nameOf(talk.home);
    const account = talk.conversation === undefined ? undefined : this.#open(talk, nowMs, home);
    const wasAway = account?.away ?? false;
    const caches = (account?.caches ?? false) || usage.cachedInput + usage.cacheWrite > 0;
    if (!forced) this.#book(talk, account, warm - spent, atHome);
    if (account !== undefined) {
      const life = (usage.cacheWriteHour ?? 0) > 0 ? hourMs : lifeOf(home);
      Object.assign(account, { tokens: prompt + usage.output, bytes, atMs: nowMs, caches, away: !atHome });
      account.lifeMs = Math.max(account.lifeMs, life);
    }
    this.#note(talk, served, prompt, nowMs);
    const differs = !atHome || wasAway;
    return differs && caches ? split(usage, prompt, held, home) : undefined;
  }

  /** A call that nobody gained from. What it read of the conversation is held all the same, for the moment: not counted. */
  lose(talk: Talk, served: Named, usage: Usage): void {
    const prices = this.pricesOf(served);
    if (prices !== undefined) this.#release(talk.owner, -spentOn(prices, usage));
  }

  /** What the conversation has saved and not saved for good. */
  balance(talk: Talk): number {
    return this.#account(talk)?.balance ?? 0;
  }

  /** What a caller's conversations have saved for good and not set aside, in micro-dollars. */
  purse(owner: string): number {
    return this.#purses.get(owner) ?? 0;
  }

  #book(talk: Talk, account: Account | undefined, saved: number, atHome: boolean): void {
    if (account !== undefined) account.balance += saved;
    // At home nothing has to be paid to come back: what was saved is saved for good.
    if (account === undefined) this.#release(talk.owner, saved);
    else if (atHome) {
      this.#release(talk.owner, account.balance);
      account.balance = 0;
    }
  }

  /** Nobody would have a warm cache any more: what was saved is saved for good. */
  #settleCold(talk: Talk, nowMs: number): void {
    const account = this.#account(talk);
    if (account === undefined || nowMs - account.atMs < account.lifeMs + marginMs) return;
    this.#release(talk.owner, account.balance);
    account.balance = 0;
  }

  #note(talk: Talk, served: Named, prompt: number, nowMs: number): void {
    const shared = talk.shared.tokens;
    for (const [held, named] of [
      [this.#real, served],
      [this.#virtual, talk.home],
    ] as const) {
      const [first = '', own] = this.#keys(talk, named);
      if (shared === undefined) held.touch(first, nowMs);
      else held.note(first, holdable(Math.min(shared, prompt)), nowMs);
      if (own !== undefined) held.note(own, holdable(prompt), nowMs);
    }
  }

  #keys(talk: Talk, named: Named): readonly string[] {
    const scope = `${talk.owner} ${nameOf(named)}`;
    const shared = `${scope} ${talk.shared.key}`;
    return talk.conversation === undefined ? [shared] : [shared, `${scope} ${talk.conversation}`];
  }

  #account(talk: Talk): Account | undefined {
    return talk.conversation === undefined ? undefined : this.#accounts.get(accountKey(talk));
  }

  #open(talk: Talk, nowMs: number, home: ModelPrices): Account {
    const known = this.#account(talk);
    if (known !== undefined) return known;
    const fresh = { balance: 0, tokens: 0, bytes: 0, atMs: nowMs, lifeMs: lifeOf(home), caches: false, away: false };
    this.#accounts.set(accountKey(talk), fresh);
    return fresh;
  }

  #release(owner: string, amount: number): void {
    this.#purses.set(owner, (this.#purses.get(owner) ?? 0) + amount);
  }
}

function accountKey({ owner, conversation, home }: Talk): string {
  return `${owner} ${nameOf(home)} ${conversation ?? ''}`;
}

function lifeOf(prices: ModelPrices): number {
  return prices.cacheWrite > prices.input ? paidLifeMs : freeLifeMs;
}

function spentOn(prices: ModelPrices, usage: Usage): number {
  const hour = usage.cacheWriteHour ?? 0;
  const tokens =
    usage.input * prices.input +
    usage.cachedInput * prices.cachedInput +
    (usage.cacheWrite - hour) * prices.cacheWrite +
    hour * 2 * prices.input +
    usage.output * prices.output;
  return tokens / 1_000_000;
}

/** The same call at home: what it would have read from the cache, and what it would have written. */
function split(usage: Usage, prompt: number, held: number, home: ModelPrices): Usage {
  const fresh = prompt - held;
  const writes = holdable(prompt) > 0 && home.cacheWrite > home.input;
  const { cacheWriteHour: _hour, reportedCost: _cost, ...rest } = usage;
  return { ...rest, cachedInput: held, input: writes ? 0 : fresh, cacheWrite: writes ? fresh : 0 };
}
