import { LRUCache } from 'lru-cache';
import type { Clock, Fingerprint, Prompt } from '../prompt.js';
import type { Target } from '../rooms/plan.js';
import type { PromptPrefix, Usage } from '../wire.js';
import { minimumTokens } from './minimum.js';
import { placesOf, type Place } from './places.js';
import { Purse, type Bettor } from './purse.js';
import { savingPerToken, surchargePerToken, wonBy, type InputRates, type RatesOf } from './rates.js';
import { Warmth } from './warmth.js';

/** Whether a request gets breakpoints, and why or why not. */
export type PrefixPlan =
  | { readonly edit: undefined; readonly reason: Exclude<PrefixReason, 'breakpoints'> }
  /** Takes the prompt's own raw bytes. */
  | { readonly edit: (raw: Buffer) => Buffer; readonly reason: 'breakpoints' };

export type PrefixReason =
  | 'breakpoints'
  /** The user wants none. */
  | 'switched-off'
  /** The dialect or the model has no breakpoints. */
  | 'no-breakpoints'
  /** The caller steers the provider's cache itself. */
  | 'own-breakpoints'
  | 'unpriced'
  /** Below the size from which the provider keeps a prefix. */
  | 'too-short'
  /** Nothing says that this prompt's beginning will come again soon. */
  | 'no-repeat'
  /** Writing would stake more than was won so far. */
  | 'not-covered'
  /** Something went wrong here; the prompt goes on as it came. */
  | 'prefix-fault';

/** How a prompt looks to the provider's cache; found at the first question, for it takes a walk through all bytes. */
export type PrefixOf = (prompt: Prompt) => PromptPrefix | undefined;

interface Bet {
  readonly bettor: Bettor;
  readonly reserved: number;
  readonly places: readonly Place[];
  readonly rates: InputRates;
  readonly minimum: number;
  readonly atMs: number;
}

/** Breakpoints per request that Anthropic allows. */
const maxBreakpoints = 4;
/** Bytes of JSON to a token: about four in English and code; three where an estimate must not be too low. */
const bytesPerToken = 4;
const cautiousBytesPerToken = 3;

/** Decides about breakpoints, and learns from usage what became of them. Keeps hashes and sums, never text. */
export class Planner {
  readonly #warmth: Warmth;
  readonly #purse: Purse;
  readonly #bets = new LRUCache<string, Bet>({ max: 4_000 });

  constructor(
    private readonly clock: Clock,
    private readonly ratesOf: RatesOf,
  ) {
    this.#warmth = new Warmth(clock);
    this.#purse = new Purse(clock);
  }

  plan(prompt: Prompt, fingerprint: Fingerprint, target: Target, prefixOf: PrefixOf): PrefixPlan {
    const { raw } = prompt;
    const { breakpoints, fixedModel } = prompt.dialect;
    const minimum = minimumTokens(target.model);
    // A count of tokens has a prompt's body and no prompt's life.
    if (breakpoints === undefined || fixedModel === true || minimum === undefined) return no('no-breakpoints');
    if (breakpoints.given(prompt.body)) return no('own-breakpoints');
    if (raw.length / bytesPerToken < minimum) return no('too-short');
    const rates = this.ratesOf(target);
    if (rates === undefined) return no('unpriced');
    const prefix = prefixOf(prompt);
    if (prefix === undefined) return no('no-breakpoints');
    const places = placesOf(raw, prefix.parts, scopeOf(prompt, target), messageScope(raw, prefix)).filter(
      ({ bytes }) => bytes / bytesPerToken >= minimum,
    );
    if (places.length === 0) return no('too-short');
    const goesOn = places.some(place => place.kind === 'turn' && this.#warmth.seen(place));
    const expected = goesOn || isAgent(prompt, fingerprint) ? places : this.#seenBefore(places);
    this.#warmth.note(places);
    if (expected.length === 0) return no('no-repeat');

    const bettor = bettorOf(prompt, fingerprint, target);
    const chosen = this.#affordable(bettor, expected, rates, goesOn);
    if (chosen === undefined) return no('not-covered');
    this.#bets.set(prompt.id, { ...chosen, bettor, rates, minimum, atMs: this.clock.nowMs() });
    const parts = chosen.places.map(({ part }) => part);
    return { reason: 'breakpoints', edit: bytes => breakpoints.set(bytes, parts) };
  }

  /** A request is over. Without usage, what was set aside for it stays spent. */
  settle(promptId: string, usage: Usage | undefined): void {
    const bet = this.#bets.get(promptId);
    if (bet === undefined) return;
    this.#bets.delete(promptId);
    this.#purse.settle(bet.bettor, bet.reserved, usage === undefined ? -bet.reserved : wonBy(usage, bet.rates));
    if (usage === undefined) return;
    const kept = usage.cachedInput + usage.cacheWrite;
    const deepest = bet.places.at(-1)?.bytes ?? 0;
    for (const place of bet.places) {
      const tokens = Math.floor((kept * place.bytes) / Math.max(1, deepest));
      if (tokens >= bet.minimum) this.#warmth.warmed(place, tokens, bet.atMs);
    }
  }

  /** The places up to the last one that came by lately, in this conversation or another. */
  #seenBefore(places: readonly Place[]): readonly Place[] {
    return places.slice(0, places.findLastIndex(place => this.#warmth.seen(place)) + 1);
  }

  /** The longest of these prefixes whose write is covered, and the places worth marking in it. */
  #affordable(bettor: Bettor, places: readonly Place[], rates: InputRates, goesOn: boolean) {
    for (let length = places.length; length > 0; length--) {
      const within = places.slice(0, length);
      const last = within.at(-1);
      const warm = within.findLast(place => this.#warmth.warmTokens(place) > 0);
      const warmTokens = warm === undefined ? 0 : this.#warmth.warmTokens(warm);
      const newTokens = warm === last ? 0 : (last?.bytes ?? 0) / cautiousBytesPerToken - warmTokens;
      const surcharge = Math.max(0, newTokens) * surchargePerToken(rates);
      const certain = warmTokens * savingPerToken(rates);
      if (this.#purse.take(bettor, { surcharge, certain, goesOn }))
        return { reserved: surcharge, places: markedOf(within, warm) };
    }
    return undefined;
  }
}

/** Ends of tools and system, the last turn, and the turn before it or, better, the one that the provider holds. */
function markedOf(places: readonly Place[], warm: Place | undefined): readonly Place[] {
  const fixed = places.filter(({ kind }) => kind !== 'turn');
  const turns = places.filter(({ kind }) => kind === 'turn');
  const last = turns.at(-1);
  const before = warm !== undefined && warm !== last && warm.kind === 'turn' ? warm : turns.at(-2);
  return [...fixed, before, last].filter(place => place !== undefined).slice(-maxBreakpoints);
}

/** Tools that the model may call as it likes: a conversation of many steps. Side tasks are one step. */
function isAgent({ facts }: Prompt, { role }: Fingerprint): boolean {
  const forced = facts.toolChoice === 'required' || facts.toolChoice === 'named' || facts.toolChoice === 'none';
  return facts.toolNames.length > 0 && !forced && role === 'main';
}

function bettorOf(prompt: Prompt, fingerprint: Fingerprint, target: Target): Bettor {
  const owner = JSON.stringify([prompt.origin.tenant, prompt.client]);
  return { owner, session: JSON.stringify([owner, fingerprint.session, target.provider.name]) };
}

function scopeOf(prompt: Prompt, target: Target): string {
  return JSON.stringify([prompt.origin.tenant, target.provider.name, target.provider.url, target.model]);
}

function messageScope(raw: Buffer, prefix: PromptPrefix): string {
  const parameters = prefix.parameters.filter(({ resets }) => resets === 'messages');
  return JSON.stringify(parameters.map(({ name, start, end }) => [name, raw.toString('utf8', start, end)]));
}

function no(reason: Exclude<PrefixReason, 'breakpoints'>): PrefixPlan {
  return { edit: undefined, reason };
}
