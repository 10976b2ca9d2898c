import { LRUCache } from 'lru-cache';
import type { Clock } from '../prompt.js';

/**
 * What a caller may lose per day before the cache has won anything for it, in micro-dollars: five cents. Nobody can
 * know that a conversation goes on, so the first write of a prefix is always a bet; this bounds it.
 */
export const stakeMicroUsd = 50_000;
const dayMs = 24 * 3_600_000;

/** Who bets: all of a caller's conversations share a purse, each has an account in it. */
export interface Bettor {
  readonly owner: string;
  readonly session: string;
}

/** What a write may cost and win. */
export interface Stake {
  /** What writing costs more than not writing, at most. */
  readonly surcharge: number;
  /** What reading the part that the provider holds already wins for sure. */
  readonly certain: number;
  /** The conversation's last request came so lately that its prefix would have been read. */
  readonly goesOn: boolean;
}

interface Account {
  balance: number;
  /** Made since the balance was last above zero. */
  bets: number;
  /** Bets whose outcome is not known yet. */
  open: number;
  betMs: number;
}

/** After this, a bet whose outcome nobody told is taken for lost. */
const openMs = 10 * 60_000;
/** Bets that a conversation may lose before reading has won anything for it. */
const maxBets = 3;

/**
 * Keeps the books of writes to the provider's cache and what they won. A conversation's first write is a bet on the
 * purse, and while it is in the red, up to two more, each only when it is seen to go on; all else is paid from what
 * reading has won for it. So a caller never loses more than its stake, and a conversation never more than three writes.
 * Amounts are micro-dollars with fractions.
 */
export class Purse {
  readonly #purses = new LRUCache<string, { balance: number; sinceMs: number }>({ max: 1_000 });
  readonly #sessions = new LRUCache<string, Account>({ max: 10_000 });

  constructor(private readonly clock: Clock) {}

  /** Sets the surcharge aside until the request is over; false, and nothing done, when it is not covered. */
  take(bettor: Bettor, { surcharge, certain, goesOn }: Stake): boolean {
    const session = this.#session(bettor);
    if (surcharge > 0) {
      if (this.#purse(bettor).balance + certain < surcharge) return false;
      const earned = session.balance + certain >= surcharge;
      if (!earned && !this.#mayBet(session, certain, goesOn)) return false;
      if (!earned) {
        session.bets++;
        session.open++;
        session.betMs = this.clock.nowMs();
      }
    }
    this.#add(bettor, -surcharge);
    return true;
  }

  /** Books what a request really won in place of what was set aside for it. */
  settle(bettor: Bettor, reserved: number, won: number): void {
    this.#add(bettor, reserved + won);
    const session = this.#session(bettor);
    session.open = Math.max(0, session.open - 1);
    if (session.balance > 0) session.bets = 0;
  }

  /** What is warm, or about to be, will be read back: wait for that, rather than bet on top of it. */
  #mayBet({ bets, open, betMs }: Account, certain: number, goesOn: boolean): boolean {
    if (certain > 0 || (open > 0 && this.clock.nowMs() - betMs < openMs)) return false;
    return bets === 0 || (goesOn && bets < maxBets);
  }

  #add(bettor: Bettor, amount: number): void {
    this.#purse(bettor).balance += amount;
    this.#session(bettor).balance += amount;
  }

  #purse({ owner }: Bettor): { balance: number; sinceMs: number } {
    const nowMs = this.clock.nowMs();
    const kept = this.#purses.get(owner);
    if (kept !== undefined && (kept.balance >= stakeMicroUsd || nowMs - kept.sinceMs < dayMs)) return kept;
    const fresh = { balance: stakeMicroUsd, sinceMs: nowMs };
    this.#purses.set(owner, fresh);
    return fresh;
  }

  #session({ session }: Bettor): Account {
    const kept = this.#sessions.get(session);
    if (kept !== undefined) return kept;
    const fresh = { balance: 0, bets: 0, open: 0, betMs: 0 };
    this.#sessions.set(session, fresh);
    return fresh;
  }
}
