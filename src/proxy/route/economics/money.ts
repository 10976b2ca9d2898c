import type { Fingerprint, Prompt } from '../../prompt.js';
import type { Target } from '../../rooms/plan.js';
import type { Elsewhere } from '../../rooms/route.js';
import type { Usage } from '../../wire.js';
import { Books, type Talk } from './books.js';
import { Paces } from './pace.js';
import { callCost, nameOf, type Named, type PricesOf } from './prices.js';
import { nameOfTarget } from '../tiers.js';
import { talkOf } from './talk.js';
import { turnSaving, wayBack, type Option } from './worth.js';

/** What a request may cost, for the steps that ask. */
export interface Money {
  /** Tokens of the prompt, rather too many than too few. */
  readonly promptTokens: number;
  /** All prices that a comparison of these two needs are known. */
  knows(a: Named, b: Named): boolean;
  /** What the next turn is expected to save on `a` against `b`, in micro-dollars; 0 where prices are not known. */
  expected(a: Named, b: Named): number;
  /**
   * Whether a call to `target` cannot make routing dearer than doing without, and whether the way back to the model
   * asked for will most likely be paid by then. What it takes from the caller's savings is set aside: ask only for what
   * will be done. True where prices are not known.
   */
  covers(target: Named): boolean;
  /** How many times as much one call to `a` is expected to cost as one to `b`; 0 where a price is not known. */
  ratio(a: Named, b: Named): number;
  /**
   * Whether a call to `target` with an answer of at most so many tokens may be lost: the caller's savings, and a small
   * stake beside, pay for it. True where prices are not known.
   */
  mayLose(target: Named, outputTokens: number): boolean;
}

/**
 * What a caller may lose on first answers that were not good enough before routing has saved anything, in micro-dollars:
 * five cents.
 */
const stakeMicroUsd = 50_000;

/** Code and JSON have no fewer. */
const fewestBytesPerToken = 3;

/** A call that is over. */
export interface Spent {
  readonly prompt: Prompt;
  readonly fingerprint: Fingerprint;
  readonly home: Named;
  readonly served: Named;
  /** Who would have answered with routing switched on. */
  readonly would: Named | undefined;
  readonly usage: Usage;
  /** The user chose the model. */
  readonly forced: boolean;
}

/** Prices, warm prefixes and accounts of all conversations. */
export class Treasury {
  readonly #real: Books;
  /** What the books would say had routing been switched on: observe mode looks into these. */
  readonly #shadow: Books;
  readonly #paces = new Paces();

  constructor(private readonly pricesOf: PricesOf) {
    this.#real = new Books(pricesOf);
    this.#shadow = new Books(pricesOf);
  }

  moneyOf(prompt: Prompt, fingerprint: Fingerprint, home: Target, acts: boolean, nowMs: number): Money {
    const books = acts ? this.#real : this.#shadow;
    const talk = talkOf(prompt, fingerprint, nameOfTarget(home));
    const isAgent = prompt.facts.toolNames.length > 0;
    const bytes = prompt.raw.length;
    const promptTokens = books.promptTokens(talk, bytes);
    return {
      promptTokens,
      knows: (a, b) => this.pricesOf(a) !== undefined && this.pricesOf(b) !== undefined,
      expected: (a, b) => {
        const [option, stay] = [this.#option(books, talk, a, nowMs), this.#option(books, talk, b, nowMs)];
        if (option === undefined || stay === undefined) return 0;
        const pace = this.#paces.of(talk.owner, isAgent);
        const back = pace.returns * wayBack(promptTokens, pace, stay);
        return turnSaving(promptTokens, pace, option, stay) - back;
      },
      ratio: (a, b) => {
        const [dear, cheap] = [
          this.#call(books, talk, a, promptTokens, isAgent, nowMs),
          this.#call(books, talk, b, promptTokens, isAgent, nowMs),
        ];
        return dear === undefined || cheap === undefined ? 0 : cheap === 0 ? Infinity : dear / cheap + 1e-9;
      },
      mayLose: (target, output) => {
        const option = this.#option(books, talk, target, nowMs);
        // Rather too many tokens than too few.
        const prompt = books.promptTokens(talk, bytes, fewestBytesPerToken);
        const cost = option && callCost(option.prices, { prompt, held: option.held, output });
        return cost === undefined || cost <= books.purse(talk.owner) + stakeMicroUsd;
      },
      covers: target => {
        if (this.#isDearerSomewhere(target, talk.home)) return false;
        const after = books.balanceAfter(talk, target, bytes, nowMs);
        if (after === undefined) return true;
        const short = Math.max(0, -after, this.#wayBackShort(books, talk, target, { promptTokens, isAgent, nowMs }));
        return short <= Math.max(0, books.purse(talk.owner)) && books.take(talk, Math.max(0, -after), nowMs);
      },
    };
  }

  /** Nobody knows how long an answer will be, nor how often a prompt is read: a model must cost no more in anything. */
  #isDearerSomewhere(target: Named, home: Named): boolean {
    const [one, other] = [this.pricesOf(target), this.pricesOf(home)];
    if (one === undefined || other === undefined) return false;
    return (['input', 'cachedInput', 'cacheWrite', 'output'] as const).some(kind => one[kind] > other[kind]);
  }

  /** What will be missing behind this turn if the conversation comes back to the model asked for; below zero: nothing. */
  #wayBackShort(
    books: Books,
    talk: Talk,
    target: Named,
    at: { readonly promptTokens: number; readonly isAgent: boolean; readonly nowMs: number },
  ): number {
    const option = this.#option(books, talk, target, at.nowMs);
    const home = this.pricesOf(talk.home);
    if (option === undefined || home === undefined || talk.conversation === undefined) return 0;
    if (nameOf(target) === nameOf(talk.home)) return 0;
    const pace = this.#paces.of(talk.owner, at.isAgent);
    const stay = { prices: home, held: books.heldAtHome(talk, at.nowMs) };
    const saved = books.balance(talk) + turnSaving(at.promptTokens, pace, option, stay);
    const behind = { prices: home, held: books.held(talk, talk.home, at.nowMs) };
    return wayBack(at.promptTokens, pace, behind) - saved;
  }

  /** What one call is expected to cost, in micro-dollars. */
  #call(books: Books, talk: Talk, named: Named, prompt: number, isAgent: boolean, nowMs: number): number | undefined {
    const option = this.#option(books, talk, named, nowMs);
    const output = this.#paces.of(talk.owner, isAgent).outputTokens;
    return option && callCost(option.prices, { prompt, held: option.held, output });
  }

  #option(books: Books, talk: Talk, named: Named, nowMs: number): Option | undefined {
    const prices = this.pricesOf(named);
    return prices && { prices, held: books.held(talk, named, nowMs) };
  }

  /** A human has spoken and the model is chosen. */
  turn(prompt: Prompt, home: Target, before: Named | undefined, now: Named): void {
    const owner = talkOf(prompt, { session: '', role: 'main' }, nameOfTarget(home)).owner;
    const away = before !== undefined && nameOf(before) !== nameOf(nameOfTarget(home));
    this.#paces.turn(owner, prompt.facts.toolNames.length > 0, {
      away,
      returns: nameOf(now) === nameOf(nameOfTarget(home)),
    });
  }

  /** A call whose answer was not passed on: paid for all the same. */
  lose(spent: Pick<Spent, 'prompt' | 'fingerprint' | 'home' | 'served' | 'usage'>): void {
    const talk = talkOf(spent.prompt, spent.fingerprint, spent.home);
    this.#real.lose(talk, spent.served, spent.usage);
  }

  settle(spent: Spent, nowMs: number): Elsewhere {
    const { prompt, fingerprint, home, served, would, usage, forced } = spent;
    const talk = talkOf(prompt, fingerprint, home);
    const bytes = prompt.raw.length;
    if (fingerprint.role === 'main') {
      // Not what was read anew: a cold cache says nothing of how a conversation grows.
      const fresh = this.#real.grownBy(talk, usage, bytes);
      this.#paces.call(talk.owner, prompt.facts.toolNames.length > 0, { output: usage.output, fresh });
    }
    const atHome = this.#real.settle(talk, served, usage, { bytes, forced, nowMs });
    const supposed = would ?? served;
    const asUsed = would === undefined ? usage : this.#shadow.supposed(talk, supposed, usage, nowMs);
    this.#shadow.settle(talk, supposed, asUsed, { bytes, forced, nowMs });
    return { baseline: atHome, would: would === undefined ? undefined : asUsed };
  }
}
