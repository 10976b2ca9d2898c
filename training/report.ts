import type { Corpus, Pair } from './data.js';
import { cosine, type Embedding } from './embedding.js';
import { figures, type Figures } from './metrics.js';
import { tokenise, type Vocabulary } from './tokenise.js';
import type { Trained } from './train.js';

/** The figures of one model on every held-out set. */
export type Report = Readonly<Record<'nl2bash' | 'text2sql' | 'generated' | 'questions', Figures>>;

/** Measures the model as it is shipped, eight-bit rows and all, on pairs it has not seen. */
export function measure(trained: Trained, corpus: Corpus): Report {
  const embedding = { size: trained.model.size, table: trained.table };
  const score = (pairs: readonly Pair[]): Figures =>
    figures(pairs.map(pair => scored(pair, embedding, trained.vocabulary)));
  return {
    nl2bash: score(trained.held.nl2bash),
    text2sql: score(trained.held.text2sql),
    generated: score(trained.held.generated),
    questions: score(corpus.questions),
  };
}

function scored(
  pair: Pair,
  embedding: Embedding,
  vocabulary: Vocabulary,
): { readonly score: number; readonly same: boolean } {
  const score = cosine(embedding, tokenise(pair.a, vocabulary), tokenise(pair.b, vocabulary));
  return { score, same: pair.same };
}

/** The report as lines for people. */
export function reportLines(report: Report): readonly string[] {
  const head = `${'set'.padEnd(10)}${'pairs'.padStart(7)}${'AUC'.padStart(8)}${'R@1%'.padStart(8)}${'R@2%'.padStart(8)}${'R@5%'.padStart(8)}`;
  const percent = (share: number): string => (100 * share).toFixed(1).padStart(8);
  const rows = Object.entries(report).map(
    ([name, set]) =>
      name.padEnd(10) +
      String(set.positives + set.negatives).padStart(7) +
      set.auc.toFixed(3).padStart(8) +
      percent(set.recallAt1) +
      percent(set.recallAt2) +
      percent(set.recallAt5),
  );
  return [head, ...rows];
}
