import { LRUCache } from 'lru-cache';

/** How a caller's conversations usually go between two words of a human. */
export interface Pace {
  /** Calls to the model for one human turn. */
  readonly calls: number;
  /** Tokens of one answer, and tokens that come new with the next prompt beside it. */
  readonly outputTokens: number;
  readonly freshTokens: number;
  /** The share of human turns on a cheaper model after which the conversation went back up. */
  readonly returns: number;
}

interface Counts {
  turns: number;
  calls: number;
  output: number;
  fresh: number;
  /** Calls whose fresh tokens are known: all but a conversation's first. */
  grown: number;
  away: number;
  returned: number;
}

/** What is expected before anything was seen, and how many turns it weighs as much as. */
const expected = {
  agent: { calls: 5, outputTokens: 400, freshTokens: 1_500 },
  chat: { calls: 1, outputTokens: 400, freshTokens: 200 },
} as const;
const priorTurns = 10;
/** Older turns fade out: each new one takes this share of what was known. */
const decay = 0.995;

/** Learns the pace of each caller, from figures alone. */
export class Paces {
  readonly #counts = new LRUCache<string, Counts>({ max: 1_000 });

  of(owner: string, isAgent: boolean): Pace {
    const start = isAgent ? expected.agent : expected.chat;
    const seen = this.#counts.get(key(owner, isAgent)) ?? none();
    const calls = (priorTurns * start.calls + seen.calls) / (priorTurns + seen.turns);
    const known = priorTurns * start.calls + seen.calls;
    return {
      calls,
      outputTokens: (priorTurns * start.calls * start.outputTokens + seen.output) / known,
      freshTokens:
        (priorTurns * start.calls * start.freshTokens + seen.fresh) / (priorTurns * start.calls + seen.grown),
      returns: (priorTurns / 2 + seen.returned) / (priorTurns + seen.away),
    };
  }

  /** A human has spoken. `away`: the last turn ran on a cheaper model; `returns`: this one goes back up. */
  turn(
    owner: string,
    isAgent: boolean,
    { away, returns }: { readonly away: boolean; readonly returns: boolean },
  ): void {
    this.#change(owner, isAgent, counts => {
      counts.turns += 1;
      counts.away += away ? 1 : 0;
      counts.returned += away && returns ? 1 : 0;
    });
  }

  /** `fresh`: undefined where nothing of the conversation was known before. */
  call(
    owner: string,
    isAgent: boolean,
    { output, fresh }: { readonly output: number; readonly fresh: number | undefined },
  ): void {
    this.#change(owner, isAgent, counts => {
      counts.calls += 1;
      counts.output += output;
      counts.fresh += fresh ?? 0;
      counts.grown += fresh === undefined ? 0 : 1;
    });
  }

  #change(owner: string, isAgent: boolean, change: (counts: Counts) => void): void {
    const counts = this.#counts.get(key(owner, isAgent)) ?? none();
    for (const name of Object.keys(counts) as (keyof Counts)[]) counts[name] *= decay;
    change(counts);
    this.#counts.set(key(owner, isAgent), counts);
  }
}

function none(): Counts {
  return { turns: 0, calls: 0, output: 0, fresh: 0, grown: 0, away: 0, returned: 0 };
}

function key(owner: string, isAgent: boolean): string {
  return `${owner} ${isAgent ? 'agent' : 'chat'}`;
}
