import type { Threshold } from '../../past.js';
import { boundUnder } from '../evidence/raise.js';
import { pairName } from '../feedback/pair.js';
import { judge } from '../match/judge.js';
import { dot } from '../vector-index.js';
import type { Opinion } from '../verify/verifier.js';
import type { Candidate } from '../worker-words.js';

// What the loose tiers would have served of the answers that are kept, had they been on with another threshold. Runs in
// the worker. It accepts what semantic.ts and gate.ts accept for a prompt; test/cache/replay holds them together by
// serving the same questions both ways. Every threshold is played through by itself, because what one hit serves is not
// kept for the next.

/** One kept answer, as it came in. */
export interface ReplayRow {
  readonly label: number;
  readonly bucket: string;
  readonly text: string;
  readonly gate: string | undefined;
  /** Its class has a similarity of its own, which the others do not move. */
  readonly similarity: number | undefined;
  /** Added to the similarity because somebody complained here; the verifier has to be surer as well. */
  readonly raise: number;
  readonly createdMs: number;
  readonly expiresMs: number;
}

export interface ReplayRules {
  readonly thresholds: readonly Threshold[];
  readonly gate: boolean;
  readonly looseTtlMs: number;
  /** Neighbours that are looked at. */
  readonly candidates: number;
  /** Names of pairs that the user refused. */
  readonly refusedPairs: readonly string[];
}

/** One row that would have been answered with what an earlier one had got. */
export interface ReplayHit {
  readonly label: number;
  readonly by: number;
  readonly tier: 'gate' | 'semantic';
  readonly cosine: number;
  /** The tightest error bound that lets it through; 0 where the strict check accepted it. */
  readonly bound: number;
}

/** About three milliseconds of comparing vectors; then waiting questions get their turn. */
const vectorsPerTurn = 8_192;
/** Judging a pair takes about as long as comparing so many vectors, and so does weighing it, some times over. */
const vectorsPerJudgement = 128;
const vectorsPerWeighing = 1_024;

export interface ReplayMeans {
  readonly vectorOf: (row: ReplayRow) => Float32Array | undefined;
  /** What a cosine of the model is on the scale of the rules. */
  readonly similarityOf: (cosine: number) => number;
  /** Undefined without a verifier. */
  readonly weigh: (text: string, kept: Candidate) => Opinion | undefined;
  /** Lets others work. */
  readonly nextTurn: () => Promise<unknown>;
}

/** Hits by the place of their threshold in the rules. `rows` in order of arrival. */
export async function replay(
  rows: readonly ReplayRow[],
  { vectorOf, similarityOf, weigh, nextTurn }: ReplayMeans,
  rules: ReplayRules,
): Promise<readonly (readonly ReplayHit[])[]> {
  const plays = rules.thresholds.map(threshold => new Play(threshold, rules));
  const floor = Math.min(...rules.thresholds.map(({ similarity }) => similarity));
  const refused = new Set(rules.refusedPairs);
  const shelves = new Map<string, Kept[]>();
  let work = 0;
  for (const row of rows) {
    let shelf = shelves.get(row.bucket);
    if (shelf === undefined) shelves.set(row.bucket, (shelf = []));
    const vector = vectorOf(row);
    const near =
      vector === undefined
        ? []
        : neighbours(row, vector, shelf, { similarityOf, floor: Math.min(1, (row.similarity ?? floor) + row.raise) });
    work += shelf.length;
    const isRefused = remember(kept => refused.has(pairName(row.bucket, kept.text, row.text)));
    const isSame = remember(kept => {
      work += vectorsPerJudgement;
      return judge(kept.text, row.text).same;
    });
    const similarities = new Map(near.map(one => [one.row.label, one.similarity]));
    const opinion = remember(kept => {
      work += vectorsPerWeighing;
      return weigh(row.text, { text: kept.text, similarity: similarities.get(kept.label) ?? 0 });
    });
    for (const play of plays) play.take(row, near, { isRefused, isSame, opinion });
    shelf.push({ row, vector });
    if (work < vectorsPerTurn) continue;
    work = 0;
    await nextTurn();
  }
  return plays.map(({ hits }) => hits);
}

interface Kept {
  readonly row: ReplayRow;
  readonly vector: Float32Array | undefined;
}

interface Near {
  readonly row: ReplayRow;
  readonly similarity: number;
}

/** Best first, down to the loosest similarity; what was over by then had gone. */
function neighbours(
  row: ReplayRow,
  vector: Float32Array,
  shelf: readonly Kept[],
  of: { readonly similarityOf: (cosine: number) => number; readonly floor: number },
): readonly Near[] {
  const found: Near[] = [];
  for (const kept of shelf) {
    if (kept.vector?.length !== vector.length || kept.row.expiresMs <= row.createdMs) continue;
    const similarity = of.similarityOf(dot(vector, kept.vector, 0));
    if (similarity >= of.floor) found.push({ row: kept.row, similarity });
  }
  return found.sort((a, b) => b.similarity - a.similarity);
}

/** What is known of a kept row and the one at hand, whatever the threshold. */
interface Verdicts {
  readonly isRefused: (kept: ReplayRow) => boolean;
  readonly isSame: (kept: ReplayRow) => boolean;
  readonly opinion: (kept: ReplayRow) => Opinion | undefined;
}

/** One threshold's own past. */
class Play {
  readonly hits: ReplayHit[] = [];
  /** What was served was not asked of a model, and so nothing was kept of it. */
  private readonly notKept = new Set<number>();
  /** The newest kept row of each content. */
  private readonly byGate = new Map<string, ReplayRow>();

  constructor(
    private readonly threshold: Threshold,
    private readonly rules: ReplayRules,
  ) {}

  take(row: ReplayRow, near: readonly Near[], verdicts: Verdicts): void {
    const hit = this.gateHit(row, verdicts) ?? this.semanticHit(row, near, verdicts);
    if (hit !== undefined) {
      this.hits.push(hit);
      this.notKept.add(row.label);
    } else if (row.gate !== undefined) {
      this.byGate.set(row.gate, row);
    }
  }

  private gateHit(row: ReplayRow, { isRefused }: Verdicts): ReplayHit | undefined {
    const kept = this.rules.gate && row.gate !== undefined ? this.byGate.get(row.gate) : undefined;
    if (kept === undefined || !this.isFresh(kept, row) || isRefused(kept)) return undefined;
    return { label: row.label, by: kept.label, tier: 'gate', cosine: 1, bound: 0 };
  }

  /** The nearest that the judge accepts, or else the one that the verifier is surest of. */
  private semanticHit(row: ReplayRow, near: readonly Near[], verdicts: Verdicts): ReplayHit | undefined {
    let looked = 0;
    const open: Near[] = [];
    for (const one of near) {
      const { row: kept, similarity } = one;
      if (
        similarity < Math.min(1, (row.similarity ?? this.threshold.similarity) + row.raise) ||
        looked >= this.rules.candidates
      )
        break;
      if (this.notKept.has(kept.label)) continue;
      looked += 1;
      if (!this.isFresh(kept, row) || verdicts.isRefused(kept)) continue;
      if (verdicts.isSame(kept)) return semantic(row, one, 0);
      open.push(one);
    }
    let best: { readonly one: Near; readonly odds: number; readonly bound: number } | undefined;
    for (const one of open) {
      const { bound = Infinity, logOdds: odds } = verdicts.opinion(one.row) ?? { logOdds: 0 };
      const isWithin = bound <= boundUnder(this.threshold.errorBound, row.raise);
      if (isWithin && (best === undefined || odds > best.odds)) best = { one, odds, bound };
    }
    return best && semantic(row, best.one, best.bound);
  }

  private isFresh(kept: ReplayRow, at: ReplayRow): boolean {
    return at.createdMs < kept.expiresMs && at.createdMs - kept.createdMs < this.rules.looseTtlMs;
  }
}

function semantic(row: ReplayRow, { row: kept, similarity }: Near, bound: number): ReplayHit {
  return { label: row.label, by: kept.label, tier: 'semantic', cosine: similarity, bound };
}

function remember<T>(ask: (kept: ReplayRow) => T): (kept: ReplayRow) => T {
  const known = new Map<number, { readonly answer: T }>();
  return kept => {
    let found = known.get(kept.label);
    if (found === undefined) known.set(kept.label, (found = { answer: ask(kept) }));
    return found.answer;
  };
}
