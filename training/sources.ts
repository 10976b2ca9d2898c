import type { Material } from './batches.js';
import type { Corpus, OwnPair, Pair } from './data.js';
import { withConsequences } from './own-pairs.js';
import { generatePairs } from './pairs/generate.js';
import type { Random } from './random.js';
import type { Recipe } from './recipe.js';
import { type Split, splitByComponent } from './split.js';

/** The labelled pairs of every source, each split into what may be learned from and what is kept for the report. */
export interface Sources {
  readonly generated: Split;
  readonly nl2bash: Split;
  readonly text2sql: Split;
  /** Own pairs are held out as whole splits of their own, so all of these may be learned from. */
  readonly own: readonly OwnPair[];
}

export function sourcesOf(corpus: Corpus, recipe: Recipe, random: Random): Sources {
  return {
    generated: splitByComponent(generatePairs(recipe.generated, random), recipe.heldOut),
    nl2bash: splitByComponent(corpus.nl2bash, recipe.heldOut),
    text2sql: splitByComponent(corpus.text2sql, recipe.heldOut),
    own: corpus.own.train,
  };
}

/** What an embedding learns from. */
export function materialOf(sources: Sources, corpus: Corpus): Material {
  return {
    generated: sources.generated.train,
    labelled: [...sources.nl2bash.train, ...sources.text2sql.train],
    statements: corpus.statements,
    own: withConsequences(sources.own),
    titles: corpus.titles,
  };
}

/** The sources in two halves that share no topic and no component, both without what is kept for the report. */
export function halvesOf(sources: Sources): readonly [Sources, Sources] {
  const halves = <P extends Pair>(pairs: readonly P[]): readonly [Split<P>, Split<P>] => {
    const { train, held } = splitByComponent(pairs, 0.5);
    return [
      { train, held: [] },
      { train: held, held: [] },
    ];
  };
  const generated = halves(sources.generated.train);
  const nl2bash = halves(sources.nl2bash.train);
  const text2sql = halves(sources.text2sql.train);
  const own = halves(sources.own);
  const half = (at: 0 | 1): Sources => ({
    generated: generated[at],
    nl2bash: nl2bash[at],
    text2sql: text2sql[at],
    own: own[at].train,
  });
  return [half(0), half(1)];
}
