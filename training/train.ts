import { batchSource, type Material } from './batches.js';
import type { Corpus, Pair } from './data.js';
import { startEmbedding, Trainer, type TokenStart } from './embedding.js';
import { dictionary } from './pairs/dictionary.js';
import { dequantise, quantise, type Quantised } from './quantise.js';
import { type Random, seeded } from './random.js';
import type { Recipe } from './recipe.js';
import { materialOf, type Sources, sourcesOf } from './sources.js';
import { stem } from '../src/proxy/cache/verify/stem.js';
import { tokenise, type Vocabulary } from '../src/proxy/cache/verify/word-pieces.js';
import { chooseVocabulary } from './vocabulary.js';

/** A finished model and the pairs it has not seen. */
export interface Trained {
  readonly vocabulary: Vocabulary;
  /** How much each piece tells, and its family of words: what the rows started from. */
  readonly starts: readonly TokenStart[];
  /** The rows as they are shipped. */
  readonly model: Quantised;
  /** The same rows as floats, for the report. */
  readonly table: Float32Array;
  readonly sources: Sources;
  readonly held: Readonly<Record<'nl2bash' | 'text2sql' | 'generated', readonly Pair[]>>;
  readonly counts: Readonly<Record<keyof Material, number>>;
}

/** Told after every hundredth step. `loss` is the mean since the last time. */
export type Progress = (step: number, steps: number, loss: number) => void;

/** Makes the embedding. The same corpus and recipe give the same bytes on every machine. */
export function train(corpus: Corpus, recipe: Recipe, progress: Progress): Trained {
  const random = seeded(recipe.seed);
  const sources = sourcesOf(corpus, recipe, random);
  const material = materialOf(sources, corpus);
  const texts = allTexts(material);
  const vocabulary = chooseVocabulary(texts, dictionary, recipe.vocabularySize);
  const starts = tokenStarts(texts, vocabulary);
  const model = trainRows(material, { vocabulary, starts }, recipe, random, progress);
  return {
    vocabulary,
    starts,
    model,
    table: dequantise(model),
    sources,
    held: { nl2bash: sources.nl2bash.held, text2sql: sources.text2sql.held, generated: sources.generated.held },
    counts: {
      generated: material.generated.length,
      labelled: material.labelled.length,
      statements: material.statements.length,
      own: material.own.length,
      titles: material.titles.length,
    },
  };
}

/** Trains the rows of a vocabulary on some material, from fresh ones. */
export function trainRows(
  material: Material,
  { vocabulary, starts }: Pick<Trained, 'vocabulary' | 'starts'>,
  recipe: Recipe,
  random: Random,
  progress: Progress,
): Quantised {
  const embedding = startEmbedding(starts, recipe.size, random);
  const trainer = new Trainer(embedding, recipe.loss);
  const next = batchSource(material, vocabulary, recipe, random);
  let loss = 0;
  for (let step = 1; step <= recipe.steps; step++) {
    loss += trainer.step(next(), recipe.rate * (1 - (0.9 * step) / recipe.steps)) / 100;
    if (step % 100 === 0) {
      progress(step, recipe.steps, loss);
      loss = 0;
    }
  }
  return quantise(embedding.table, recipe.size);
}

function allTexts(material: Material): readonly string[] {
  const pairs = [...material.generated, ...material.labelled, ...material.statements, ...material.own];
  return [...pairs.flatMap(pair => [pair.a, pair.b]), ...material.titles];
}

/** `idf` is ln(texts / texts with the token); a token that no text holds counts as held by one. */
function tokenStarts(texts: readonly string[], vocabulary: Vocabulary): readonly TokenStart[] {
  const holding = new Float32Array(vocabulary.size);
  for (const text of texts) for (const id of new Set(tokenise(text, vocabulary))) holding[id] = (holding[id] ?? 0) + 1;
  return [...vocabulary].map(([piece, id]) => ({
    idf: Math.log(texts.length / Math.max(1, holding[id] ?? 0)),
    family: stem(piece),
  }));
}
