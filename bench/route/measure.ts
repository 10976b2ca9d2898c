import { doubtOf } from '../../src/proxy/route/answer/doubt.js';
import { kindOf, traceOf, type AnswerKind } from '../../src/proxy/route/answer/kind.js';
import { look } from '../../src/proxy/route/answer/look.js';
import { shipped } from '../../src/proxy/route/answer/weights.js';
import { expectedGain, readSignals } from '../../src/proxy/route/gain/gain.js';
import { orderingOf, type Ordering } from '../../src/proxy/route/learn/metrics.js';
import { Neighbourhood } from '../../src/proxy/route/learn/neighbours.js';
import { seeded } from '../../training/random.js';
import { fitDoubt } from '../../training/route/fit.js';
import type { LabelledRow } from '../../training/route/rows.js';

/** Means over ten splits, both halves of each, and how far single halves are from them. */
export interface Scored extends Ordering {
  readonly sd: Ordering;
}

export interface Measured {
  readonly rows: number;
  /** Rows whose outcome the in-domain figures were told. */
  readonly labels: number;
  readonly weak: number;
  readonly strong: number;
  readonly random: Scored;
  readonly length: Scored;
  /** The prior that ships, which knows nothing of these rows. */
  readonly coldStart: Scored;
  /** With labelled neighbours; null where there is no embedding. */
  readonly inDomain: Scored | null;
  /** With the weak model's answer in view and the labels; null where the rows have no answers. */
  readonly answerSeen: Scored | null;
  /** The same by the weights that ship, without any label. */
  readonly answerSeenCold: Scored | null;
}

/** Rows with their vectors, where there are. */
export interface Embedded {
  readonly rows: readonly LabelledRow[];
  readonly vectors: readonly Float32Array[] | undefined;
}

const splits = 10;

/**
 * Figures over ten splits into random halves, each half measured in turn. What learns, learns from the other half; or,
 * where `train` is given, from all of that.
 */
export function measure(data: Embedded, train: Embedded | undefined): Measured {
  const known = prepare(data);
  const others = train && prepare(train);
  const halves = Array.from({ length: splits }, (_, split) => {
    const random = seeded(104_729 * (split + 1));
    const [test, rest] = [[] as Known[], [] as Known[]];
    for (const row of known) (random() < 0.5 ? test : rest).push(row);
    return [
      { test, labels: others ?? rest, random },
      { test: rest, labels: others ?? test, random },
    ];
  });
  const over = (scoresOf: (half: Half & { readonly random: () => number }) => readonly number[]): Scored =>
    spread(halves.map(pair => pair.map(half => orderingOf(scoresOf(half), half.test))));
  const answered = known.every(({ response }) => response !== undefined);
  const taught = (others ?? known).every(({ response }) => response !== undefined);
  return {
    rows: known.length,
    labels: Math.round(mean(halves.flat().map(({ labels }) => labels.length))),
    weak: mean(known.map(({ weak }) => weak)),
    strong: mean(known.map(({ strong }) => strong)),
    random: over(({ test, random }) => test.map(() => random())),
    length: over(({ test }) => test.map(({ prompt }) => prompt.length)),
    coldStart: over(({ test }) => test.map(({ expected }) => expected)),
    inDomain: known.some(({ vector }) => vector !== undefined) ? over(byNeighbours) : null,
    answerSeen: answered && taught ? over(byAnswers) : null,
    answerSeenCold: answered ? over(({ test, labels }) => doubts(test, taught ? labels : test, shipped)) : null,
  };
}

interface Known extends LabelledRow {
  readonly expected: number;
  readonly vector: Float32Array | undefined;
}

/** Scores of any scale are brought to 0..1. */
function prepare({ rows, vectors }: Embedded): readonly Known[] {
  const scale = Math.max(1, ...rows.map(({ weak, strong }) => Math.max(weak, strong)));
  return rows.map((row, at) => ({
    ...row,
    weak: row.weak / scale,
    strong: row.strong / scale,
    expected: expectedGain(readSignals(row.prompt, 0)),
    vector: vectors?.[at],
  }));
}

interface Half {
  readonly test: readonly Known[];
  readonly labels: readonly Known[];
}

function byNeighbours({ test, labels }: Half): readonly number[] {
  const history = new Neighbourhood(
    labels.flatMap(({ vector, weak, strong, expected }) =>
      vector === undefined ? [] : [{ vector, gain: strong - weak, expected, trust: 1 }],
    ),
  );
  return test.map(({ vector, expected }) =>
    vector === undefined ? expected : history.estimate(vector, expected).gain,
  );
}

/** How strongly the labels of one set must speak against the weights that ship. */
const pull = 0.01;

function byAnswers({ test, labels }: Half): readonly number[] {
  const kind = kindOfAll(labels);
  const samples = labels.map(({ prompt, response = '', expected, weak }) => ({
    look: look(prompt, response, kind),
    expected,
    wrong: 1 - weak,
  }));
  return doubts(test, labels, fitDoubt(samples, shipped, pull));
}

/** The kind of answers is learned from how answers look, not from whether they are right. */
function doubts(test: readonly Known[], seen: readonly Known[], weights: typeof shipped): readonly number[] {
  const kind = kindOfAll(seen);
  return test.map(({ prompt, response = '', expected }) => doubtOf(look(prompt, response, kind), expected, weights));
}

function kindOfAll(rows: readonly Known[]): AnswerKind {
  return kindOf(rows.map(({ response = '' }) => traceOf(response)));
}

/** The mean over all halves, and how single halves differ from it. */
function spread(orderings: readonly (readonly Ordering[])[]): Scored {
  const of = (name: keyof Ordering): readonly [mean: number, sd: number] => {
    const values = orderings.flat().map(ordering => ordering[name]);
    const middle = mean(values);
    return [round(middle), round(Math.sqrt(mean(values.map(value => (value - middle) ** 2))))];
  };
  const [apgr, cpt50, cpt80] = [of('apgr'), of('cpt50'), of('cpt80')];
  return {
    apgr: apgr[0],
    cpt50: cpt50[0],
    cpt80: cpt80[0],
    sd: { apgr: apgr[1], cpt50: cpt50[1], cpt80: cpt80[1] },
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
