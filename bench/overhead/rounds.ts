import type { Endpoint, Sample } from './client.js';
import type { LanguageName } from './languages.js';

/** One side of a comparison: where it goes, with what, and which answers count. */
export interface Target {
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly dialect: LanguageName;
  nextBody(): Buffer;
  /** The `x-tuppence-cache` value a sample must have to count; undefined takes all. */
  readonly wanted: string | undefined;
  /** CPU time of its process so far, milliseconds; undefined where it cannot be told. */
  cpuMs(): number | undefined;
}

/** Everything measured of one target in one case. */
export interface Measured {
  readonly target: Target;
  readonly counted: readonly Sample[];
  /** How many replies had which `x-tuppence-cache` value. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly errors: number;
  readonly firstError: string | undefined;
  readonly cpuMs: number | undefined;
  /** Wall time its requests took; only told where targets ran in blocks. */
  readonly wallMs: number | undefined;
}

/** Warms every target up; nothing of it is kept. */
export async function warmUp(targets: readonly Target[], requests: number, concurrency: number): Promise<void> {
  for (const target of targets) await block(new Tally(target), requests, concurrency);
}

/** One request to each target in turn, so that all see the same noise. The order rotates from round to round. */
export async function alternate(targets: readonly Target[], requests: number): Promise<readonly Measured[]> {
  const tallies = targets.map(target => new Tally(target));
  for (let round = 0; round < requests; round++) {
    for (let i = 0; i < tallies.length; i++) await tallies[(round + i) % tallies.length]?.one();
  }
  return tallies.map(tally => tally.measured(undefined, undefined));
}

/** Short blocks of concurrent requests, target after target, in several rounds. */
export async function alternateBlocks(
  targets: readonly Target[],
  requests: number,
  concurrency: number,
): Promise<readonly Measured[]> {
  const rounds = 4;
  const sums = targets.map(target => ({ tally: new Tally(target), cpuMs: 0, wallMs: 0, cpuKnown: true }));
  for (let round = 0; round < rounds; round++) {
    for (const sum of sums) {
      const cpuBefore = sum.tally.target.cpuMs();
      const startTick = performance.now();
      await block(sum.tally, Math.ceil(requests / rounds), concurrency);
      sum.wallMs += performance.now() - startTick;
      await settle();
      const cpuAfter = sum.tally.target.cpuMs();
      if (cpuBefore === undefined || cpuAfter === undefined) sum.cpuKnown = false;
      else sum.cpuMs += cpuAfter - cpuBefore;
    }
  }
  return sums.map(({ tally, cpuMs, cpuKnown, wallMs }) => tally.measured(cpuKnown ? cpuMs : undefined, wallMs));
}

async function block(tally: Tally, requests: number, concurrency: number): Promise<void> {
  let left = requests;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await tally.one();
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

/** Work a proxy put off until after its replies belongs to the block that caused it. */
async function settle(): Promise<void> {
  await new Promise(done => setTimeout(done, 60));
}

class Tally {
  readonly #counted: Sample[] = [];
  readonly #outcomes: Record<string, number> = {};
  #errors = 0;
  #firstError: string | undefined;

  constructor(readonly target: Target) {}

  async one(): Promise<void> {
    try {
      const { endpoint, dialect } = this.target;
      const sample = await endpoint.send(dialect, this.target.nextBody());
      const { outcome } = sample;
      if (outcome !== '') this.#outcomes[outcome] = (this.#outcomes[outcome] ?? 0) + 1;
      if (this.target.wanted === undefined || outcome === this.target.wanted) this.#counted.push(sample);
    } catch (error) {
      this.#errors++;
      this.#firstError ??= (error as Error).message;
    }
  }

  measured(cpuMs: number | undefined, wallMs: number | undefined): Measured {
    const requests = this.#counted.length;
    return {
      target: this.target,
      counted: this.#counted,
      outcomes: this.#outcomes,
      errors: this.#errors,
      firstError: this.#firstError,
      cpuMs: cpuMs === undefined || requests === 0 ? undefined : cpuMs / requests,
      wallMs,
    };
  }
}
