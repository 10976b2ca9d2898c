import { batchSource, type Material } from './batches.js';
import type { Corpus, Pair } from './data.js';
import { startEmbedding, Trainer, type TokenStart } from './embedding.js';
import { generatePairs } from './pairs/generate.js';
import { dictionary } from './pairs/dictionary.js';
import { dequantise, quantise, type Quantised } from './quantise.js';
import { seeded } from './random.js';
import type { Recipe } from './recipe.js';
import { splitByComponent } from './split.js';
import { stem } from './stem.js';
import { tokenise, type Vocabulary } from './tokenise.js';
import { chooseVocabulary } from './vocabulary.js';

/** A finished model and the pairs it has not seen. */
export interface Trained {
  readonly vocabulary: Vocabulary;
  /** The rows as they are shipped. */
  readonly model: Quantised;
  /** The same rows as floats, for the report. */
  readonly table: Float32Array;
  readonly held: Readonly<Record<'nl2bash' | 'text2sql' | 'generated', readonly Pair[]>>;
  readonly counts: Readonly<Record<keyof Material, number>>;
}

/** Told after every hundredth step. `loss` is the mean since the last time. */
export type Progress = (step: number, steps: number, loss: number) => void;

/** Makes the model. The same corpus and recipe give the same bytes on every machine. */
export function train(corpus: Corpus, recipe: Recipe, progress: Progress): Trained {
  const random = seeded(recipe.seed);
  const generated = splitByComponent(generatePairs(recipe.generated, random), recipe.heldOut);
  const nl2bash = splitByComponent(corpus.nl2bash, recipe.heldOut);
  const text2sql = splitByComponent(corpus.text2sql, recipe.heldOut);
  const material: Material = {
    generated: generated.train,
    labelled: [...nl2bash.train, ...text2sql.train],
    statements: corpus.statements,
    titles: corpus.titles,
  };
  const texts = allTexts(material);
  const vocabulary = chooseVocabulary(texts, dictionary, recipe.vocabularySize);
  const embedding = startEmbedding(tokenStarts(texts, vocabulary), recipe.size, random);
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
  const model = quantise(embedding.table, recipe.size);
  return {
    vocabulary,
    model,
    table: dequantise(model),
    held: { nl2bash: nl2bash.held, text2sql: text2sql.held, generated: generated.held },
    counts: {
      generated: material.generated.length,
      labelled: material.labelled.length,
      statements: material.statements.length,
      titles: material.titles.length,
    },
  };
}

function allTexts(material: Material): readonly string[] {
  const pairs = [...material.generated, ...material.labelled, ...material.statements];
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
