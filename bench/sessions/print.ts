import type { Times } from './decision-times.js';
import type { Pair, Way } from './play.js';

/** One pair of models, one way of routing. */
export interface Line extends Pair {
  readonly scenario: string;
  readonly way: Exclude<Way, 'direct'>;
  readonly directUsd: number;
  readonly routedUsd: number;
  /** Below 1 is cheaper than the strong model alone with a warm cache. */
  readonly costRatio: number;
  readonly calls: number;
  readonly cheapShare: number;
  /** Calls of hard human turns that the cheaper model answered, of all such calls. */
  readonly hardOnCheapShare: number;
  readonly switches: number;
  readonly switchesInLoops: number;
  /** Of the human turns. */
  readonly reasons: Readonly<Record<string, number>>;
}

export interface SessionReport {
  readonly sessions: number;
  /** Both scenarios together; `costRatio` with `routing.agents` at `turns`, the other with it at `cold`. */
  readonly pairs: readonly (Pair &
    Pick<Line, 'costRatio' | 'switchesInLoops' | 'hardOnCheapShare'> & { readonly coldCostRatio: number })[];
  readonly lines: readonly Line[];
  readonly decision: readonly Times[];
}

export function printSessions({ sessions, pairs, lines, decision }: SessionReport): void {
  console.log(
    `${sessions} sessions each, judged perfectly at every human turn; list prices; cost against all-strong\n`,
  );
  console.log(
    `${'scenario'.padEnd(28)}${'strong -> cheap'.padEnd(40)}${'routing.agents'.padEnd(18)}  cost  cheap  hard on cheap  switches  in loops`,
  );
  for (const line of lines) {
    const cells = [
      line.scenario.padEnd(28),
      `${line.strong} -> ${line.cheap}`.padEnd(40),
      line.way.padEnd(18),
      line.costRatio.toFixed(3).padStart(6),
      percent(line.cheapShare).padStart(7),
      percent(line.hardOnCheapShare).padStart(15),
      String(line.switches).padStart(10),
      String(line.switchesInLoops).padStart(10),
    ];
    console.log(cells.join(''));
  }
  console.log('');
  for (const { strong, cheap, costRatio, coldCostRatio } of pairs) {
    console.log(`both, ${strong} -> ${cheap}: turns ${costRatio.toFixed(3)}, cold ${coldCostRatio.toFixed(3)}`);
  }
  console.log('');
  for (const { what, bytes, p50Ms, p99Ms } of decision) {
    console.log(`a decision over ${bytes} bytes of ${what}: p50 ${p50Ms.toFixed(3)} ms, p99 ${p99Ms.toFixed(3)} ms`);
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
