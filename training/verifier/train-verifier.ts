import { calibrate, type Promised, type Trial } from '../../src/proxy/cache/verify/calibration.js';
import { pairFeatures } from '../../src/proxy/cache/verify/features.js';
import { logOdds, type Network } from '../../src/proxy/cache/verify/network.js';
import { read, type Side } from '../../src/proxy/cache/verify/reading.js';
import { veto } from '../../src/proxy/cache/verify/vetoes.js';
import { judge } from '../../src/proxy/cache/match/judge.js';
import { type WordTable, wordTable } from '../../src/proxy/cache/verify/word-table.js';
import type { Corpus, Pair } from '../data.js';
import type { Quantised } from '../quantise.js';
import { type Random, seeded } from '../random.js';
import type { Recipe, VerifierRecipe } from '../recipe.js';
import { halvesOf, materialOf, type Sources } from '../sources.js';
import { type Progress, type Trained, trainRows } from '../train.js';
import { examplesOf, isForBounds } from './examples.js';
import { type Example, fit } from './fit.js';
import { streamTrials } from './stream-trials.js';

export interface TrainedVerifier {
  readonly network: Network;
  readonly promised: readonly Promised[];
  /** How much each piece of the vocabulary tells, in sixteenths. */
  readonly idf: Uint8Array;
  readonly examples: number;
}

/**
 * Fits the verifier. What it learns from must look like what it will see, and the embedding looks surer of texts that it
 * was trained on; so each half of the topics is seen through an embedding that was trained on the other half only.
 * The bounds are set on the dev split, whose topics neither was fitted to, together with titles and their neighbours: every
 * second pair of an exam is a near miss, but a day's traffic is mostly questions that have none.
 */
export function trainVerifier(corpus: Corpus, trained: Trained, recipe: Recipe, progress: Progress): TrainedVerifier {
  const idf = Uint8Array.from(trained.starts, start => Math.min(255, Math.round(start.idf * 16)));
  const random = seeded(recipe.seed + 1);
  const [one, other] = halvesOf(trained.sources);
  const halfRecipe = { ...recipe, steps: Math.min(recipe.steps, recipe.verifier.halfSteps) };
  const examples = [
    [one, other],
    [other, one],
  ].flatMap(([half, rest]): readonly Example[] => {
    if (half === undefined || rest === undefined) return [];
    const rows = trainRows(materialOf(rest, corpus), trained, halfRecipe, random, progress);
    return seeHalf(half, tableOf(trained, rows, idf), { corpus, recipe: recipe.verifier, random });
  });
  const network = fit(examples, recipe.verifier, random);
  const table = tableOf(trained, trained.model, idf);
  const strangers = streamTrials(corpus.titles.filter(isForBounds), sight(table));
  const trials = trialsOf([...corpus.own.dev, ...strangers], network, table);
  return { network, promised: calibrate(trials), idf, examples: examples.length };
}

/** The examples of one half of the topics, seen through an embedding that has not seen it. */
function seeHalf(
  half: Sources,
  table: WordTable,
  of: { readonly corpus: Corpus; readonly recipe: VerifierRecipe; readonly random: Random },
): readonly Example[] {
  const see = sight(table);
  const { statements, titles } = of.corpus;
  return examplesOf(half, statements, titles, of.recipe, see, of.random).map(({ pair, weight }) => ({
    features: pairFeatures(see(pair.a), see(pair.b)),
    same: pair.same,
    weight,
  }));
}

/** Weights as they are shipped. */
export function tableOf(trained: Pick<Trained, 'vocabulary'>, rows: Quantised, idf: Uint8Array): WordTable {
  return wordTable(
    trained.vocabulary,
    rows,
    Float32Array.from(idf, sixteenths => sixteenths / 16),
  );
}

/** What the tier makes of labelled pairs. */
export function trialsOf(pairs: readonly Pair[], network: Network, table: WordTable): readonly Trial[] {
  const see = sight(table);
  return pairs.map(({ a, b, same }) => {
    if (judge(a, b).same) return { logOdds: Infinity, same };
    const [x, y] = [see(a), see(b)];
    if (veto(x, y) !== undefined) return { logOdds: -Infinity, same };
    return { logOdds: logOdds(network, pairFeatures(x, y)), same };
  });
}

/** Reads each text once. */
export function sight(table: WordTable): (text: string) => Side {
  const seen = new Map<string, Side>();
  return text => {
    const known = seen.get(text);
    if (known !== undefined) return known;
    const side = { text, reading: read(text, table) };
    seen.set(text, side);
    return side;
  };
}
