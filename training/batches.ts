import type { Corpus, Pair } from './data.js';
import type { Batch, Tokens } from './embedding.js';
import { pick, type Random } from './random.js';
import type { Recipe } from './recipe.js';
import { tokenise, type Vocabulary } from '../src/proxy/cache/verify/word-pieces.js';
import { dropped, nearMiss, restate } from './views.js';

/** The pairs that may be learned from, by where they come from. */
export interface Material {
  readonly generated: readonly Pair[];
  readonly labelled: readonly Pair[];
  readonly statements: readonly Pair[];
  /** The project's own pairs and what follows from them. */
  readonly own: readonly Pair[];
  readonly titles: Corpus['titles'];
}

/** Draws batches for as long as it is asked: each source gives its fixed number of pairs to every batch. */
export function batchSource(material: Material, vocabulary: Vocabulary, recipe: Recipe, random: Random): () => Batch {
  const ready = (pairs: readonly Pair[], same: boolean): readonly Ready[] =>
    pairs.filter(pair => pair.same === same).map(pair => tokensOf(pair, vocabulary));
  const positives = {
    generated: ready(material.generated, true),
    labelled: ready(material.labelled, true),
    statements: ready(material.statements, true),
    own: ready(material.own, true),
  };
  const negatives = {
    generated: ready(material.generated, false),
    labelled: ready(material.labelled, false),
    own: ready(material.own, false),
  };
  const titles = material.titles.filter(title => tokenise(title, vocabulary).length > 1);
  const views = viewsOf(titles, vocabulary, recipe.dropout, random);
  return () => ({
    positives: [
      ...some(recipe.positives.generated, positives.generated, random),
      ...some(recipe.positives.labelled, positives.labelled, random),
      ...some(recipe.positives.statements, positives.statements, random),
      ...some(recipe.positives.own, positives.own, random),
      ...draw(recipe.positives.views, views.same),
    ],
    negatives: [
      ...some(recipe.negatives.generated, negatives.generated, random),
      ...some(recipe.negatives.labelled, negatives.labelled, random),
      ...some(recipe.negatives.own, negatives.own, random),
      ...draw(recipe.negatives.views, views.other),
    ],
  });
}

type Ready = Batch['positives'][number];

function tokensOf(pair: Pair, vocabulary: Vocabulary): Ready {
  return { a: tokenise(pair.a, vocabulary), b: tokenise(pair.b, vocabulary), group: groupOf(pair.topic ?? pair.a) };
}

/** Titles without labels: two thinned and reworded views of one title, or a title and its near miss. */
function viewsOf(titles: readonly string[], vocabulary: Vocabulary, dropout: number, random: Random) {
  const view = (title: string): Tokens =>
    dropped(tokenise(restate(title, random), vocabulary), dropout * random() * 2, random);
  return {
    same: (): Ready => {
      const title = pick(titles, random);
      return { a: view(title), b: view(title), group: groupOf(title) };
    },
    other: (): Ready => {
      for (;;) {
        const miss = nearMiss(pick(titles, random), random);
        if (miss !== undefined) return { ...pairTokens(miss, vocabulary), group: 0 };
      }
    },
  };
}

function pairTokens(pair: { readonly a: string; readonly b: string }, vocabulary: Vocabulary) {
  return { a: tokenise(pair.a, vocabulary), b: tokenise(pair.b, vocabulary) };
}

/** As many as are asked for; none from a source that has none. */
function some(count: number, pairs: readonly Ready[], random: Random): Ready[] {
  return pairs.length === 0 ? [] : draw(count, () => pick(pairs, random));
}

function draw(count: number, one: () => Ready): Ready[] {
  return Array.from({ length: count }, one);
}

function groupOf(name: string): number {
  let hash = 0;
  for (let at = 0; at < name.length; at++) hash = (Math.imul(hash, 31) + name.charCodeAt(at)) | 0;
  return hash;
}
