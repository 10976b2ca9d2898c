import type { PlanCall } from '../rooms/plan.js';

/** Trials looked back at, and how many of them must be there before anything is said. */
const remembered = 100;
const fewest = 20;
/** Above this share of answers sent on, asking a cheap model first costs more than it saves. */
const most = 0.3;

/** How the latest trials of a cheap model went. */
export class Trials {
  #escalated: boolean[] = [];

  note(calls: readonly PlanCall[]): void {
    const judged = calls.find(({ trust }) => trust !== undefined)?.trust;
    if (judged !== undefined) this.#escalated = [...this.#escalated, !judged.enough].slice(-remembered);
  }

  trouble(): string | undefined {
    const tried = this.#escalated.length;
    const sentOn = this.#escalated.filter(Boolean).length;
    if (tried < fewest || sentOn <= most * tried) return undefined;
    return `${sentOn} of the last ${tried} cheap answers were not good enough and were paid for twice: lower routing.cheapBelow, or 'tuppence set routing.cascade.on false'.`;
  }
}
