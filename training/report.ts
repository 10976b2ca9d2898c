import type { Corpus, Pair } from './data.js';
import { cosine, type Embedding } from './embedding.js';
import { figures, type Figures } from './metrics.js';
import { pairFeatures } from '../src/proxy/cache/verify/features.js';
import { logOdds } from '../src/proxy/cache/verify/network.js';
import { tokenise } from '../src/proxy/cache/verify/word-pieces.js';
import type { Trained } from './train.js';
import { sight, tableOf, type TrainedVerifier, trialsOf } from './verifier/train-verifier.js';

/** How well the embedding's cosine and the verifier's score rank the pairs of one set. */
export interface SetFigures {
  readonly cosine: Figures;
  readonly verifier: Figures;
}

/** What a bound promised and what came of it on pairs that nothing was fitted or calibrated on. */
export interface BoundFigures {
  readonly bound: number;
  readonly served: number;
  readonly wrong: number;
  /** Share of the pairs with one answer that was served. */
  readonly recall: number;
}

export interface Report {
  readonly sets: Readonly<Record<SetName, SetFigures>>;
  readonly bounds: readonly BoundFigures[];
}

export const setNames = ['dev', 'test', 'nl2bash', 'text2sql', 'generated', 'questions'] as const;
type SetName = (typeof setNames)[number];

/** Measures the models as they are shipped, eight-bit rows and all, on pairs that they have not seen. */
export function measure(trained: Trained, verifier: TrainedVerifier, corpus: Corpus): Report {
  const embedding: Embedding = { size: trained.model.size, table: trained.table };
  const table = tableOf(trained, trained.model, verifier.idf);
  const see = sight(table);
  const score = (pairs: readonly Pair[]): SetFigures => ({
    cosine: figures(
      pairs.map(({ a, b, same }) => ({
        score: cosine(embedding, tokenise(a, trained.vocabulary), tokenise(b, trained.vocabulary)),
        same,
      })),
    ),
    verifier: figures(
      pairs.map(({ a, b, same }) => ({ score: logOdds(verifier.network, pairFeatures(see(a), see(b))), same })),
    ),
  });
  const trials = trialsOf(corpus.own.test, verifier.network, table);
  const positives = trials.filter(({ same }) => same).length;
  return {
    sets: {
      dev: score(corpus.own.dev),
      test: score(corpus.own.test),
      nl2bash: score(trained.held.nl2bash),
      text2sql: score(trained.held.text2sql),
      generated: score(trained.held.generated),
      questions: score(corpus.questions),
    },
    bounds: verifier.promised.map(({ bound, from }) => {
      const served = trials.filter(trial => trial.logOdds >= from);
      const wrong = served.filter(({ same }) => !same).length;
      return { bound, served: served.length, wrong, recall: (served.length - wrong) / positives };
    }),
  };
}

/** The report as lines for people. */
export function reportLines({ sets, bounds }: Report): readonly string[] {
  const percent = (share: number): string => (100 * share).toFixed(1).padStart(8);
  const row = (name: string, set: Figures): string =>
    name.padEnd(22) +
    String(set.positives + set.negatives).padStart(7) +
    set.auc.toFixed(3).padStart(8) +
    percent(set.recallAt1) +
    percent(set.recallAt2) +
    percent(set.recallAt5);
  return [
    `${'set'.padEnd(22)}${'pairs'.padStart(7)}${'AUC'.padStart(8)}${'R@1%'.padStart(8)}${'R@2%'.padStart(8)}${'R@5%'.padStart(8)}`,
    ...setNames.flatMap(name => [
      row(`${name}, cosine`, sets[name].cosine),
      row(`${name}, verifier`, sets[name].verifier),
    ]),
    ...bounds.map(
      ({ bound, served, wrong, recall }) =>
        `bound ${bound}: ${served} of the test split served, ${wrong} of them wrong, recall${percent(recall)} %`,
    ),
  ];
}
