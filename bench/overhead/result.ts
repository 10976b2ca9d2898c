import type { CasePlan } from './plan.js';
import type { Measured } from './rounds.js';

/** The object `--json` prints as the last line. All times are milliseconds. */
export interface Result {
  readonly bench: 'overhead';
  readonly quick: boolean;
  readonly node: string;
  readonly cpus: number;
  readonly cases: readonly CaseResult[];
  readonly process: ProcessResult;
}

export interface CaseResult {
  /** Such as `json 500 B c=1`, and `messages json 500 B c=1` in another language than chat. */
  readonly name: string;
  readonly dialect: CasePlan['dialect'];
  readonly form: CasePlan['form'];
  readonly bodyBytes: number;
  readonly concurrency: number;
  /** Entries in the cache beforehand; only told of the semantic case. */
  readonly entries?: number;
  readonly targets: readonly TargetResult[];
}

export interface TargetResult {
  readonly target: string;
  /** Replies that count: with status 200, and served the way this target is about. */
  readonly samples: number;
  readonly totalMs: Quantiles;
  readonly firstByteMs: Quantiles;
  /** Its p50 minus the direct p50; negative when it is faster than direct. Null for `direct` itself. */
  readonly addedP50Ms: number | null;
  readonly addedP10Ms: number | null;
  /**
   * {@link addedP10Ms} over that of the proxy that does nothing, in the same rounds: how many times the least that a
   * proxy can cost here and now. Null where there is none, or where it added nothing.
   */
  readonly timesPassThrough: number | null;
  readonly addedFirstByteP50Ms: number | null;
  /** Its total p50 over the direct one. */
  readonly ratioP50: number | null;
  readonly requestsPerS: number | null;
  /** User and system time of the proxy's process per request; null where it cannot be told. */
  readonly cpuMsPerRequest: number | null;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly errors: number;
  readonly firstError: string | null;
}

export interface Quantiles {
  readonly p10: number | null;
  readonly p50: number | null;
  readonly p99: number | null;
}

export interface ProcessResult {
  /** From starting the process to its ready line. */
  readonly startToListeningMs: { readonly min: number; readonly p50: number };
  /** Resident memory a second after the ready line, no request served, no model loaded. Null off Linux. */
  readonly idleRssMb: number | null;
}

/** The proxy that does nothing, by the name of its target. */
export const passThrough = 'pass-through';

/** The first of `measured` is what the others are compared with. */
export function caseResult(
  plan: Pick<CasePlan, 'dialect' | 'form' | 'bodyBytes' | 'concurrency'>,
  measured: readonly Measured[],
  entries?: number,
): CaseResult {
  const size = plan.bodyBytes === 500 ? '500 B' : '200 kB';
  const language = plan.dialect === 'chat' ? '' : `${plan.dialect} `;
  const direct = measured[0];
  const leastMs = addedP10(
    measured.find(({ target }) => target.name === passThrough),
    direct,
  );
  return {
    name: `${language}${entries === undefined ? plan.form : 'semantic'} ${size} c=${plan.concurrency}`,
    dialect: plan.dialect,
    form: plan.form,
    bodyBytes: plan.bodyBytes,
    concurrency: plan.concurrency,
    ...(entries === undefined ? {} : { entries }),
    targets: measured.map(one => targetResult(one, direct, leastMs)),
  };
}

function addedP10(one: Measured | undefined, direct: Measured | undefined): number | null {
  if (one === undefined || direct === undefined || one === direct) return null;
  const p10 = ({ counted }: Measured) => quantiles(counted.map(sample => sample.totalMs)).p10;
  return minus(p10(one), p10(direct));
}

function targetResult(one: Measured, direct: Measured | undefined, leastMs: number | null): TargetResult {
  const totalMs = quantiles(one.counted.map(sample => sample.totalMs));
  const firstByteMs = quantiles(one.counted.map(sample => sample.firstByteMs));
  const base = direct === undefined || direct === one ? undefined : direct.counted;
  const baseTotal = quantiles(base?.map(sample => sample.totalMs) ?? []);
  const baseFirst = quantiles(base?.map(sample => sample.firstByteMs) ?? []);
  const addedP10Ms = addedP10(one, direct);
  return {
    target: one.target.name,
    samples: one.counted.length,
    totalMs,
    firstByteMs,
    addedP50Ms: minus(totalMs.p50, baseTotal.p50),
    addedP10Ms,
    timesPassThrough: addedP10Ms === null || leastMs === null || leastMs <= 0 ? null : round(addedP10Ms / leastMs, 1),
    addedFirstByteP50Ms: minus(firstByteMs.p50, baseFirst.p50),
    ratioP50: totalMs.p50 === null || baseTotal.p50 === null ? null : round(totalMs.p50 / baseTotal.p50, 2),
    requestsPerS: one.wallMs === undefined ? null : Math.round((one.counted.length / one.wallMs) * 1_000),
    cpuMsPerRequest: one.cpuMs === undefined ? null : round(one.cpuMs, 3),
    outcomes: one.outcomes,
    errors: one.errors,
    firstError: one.firstError ?? null,
  };
}

/** Nearest-rank quantiles; null of nothing. */
export function quantiles(values: readonly number[]): Quantiles {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number | null => {
    const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
    return value === undefined ? null : round(value, 3);
  };
  return { p10: at(0.1), p50: at(0.5), p99: at(0.99) };
}

function minus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : round(a - b, 3);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
