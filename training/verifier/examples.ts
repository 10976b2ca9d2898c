import type { Pair } from '../data.js';
import { judge } from '../../src/proxy/cache/match/judge.js';
import { dot } from '../../src/proxy/cache/verify/alignment.js';
import type { Side } from '../../src/proxy/cache/verify/reading.js';
import { withConsequences } from '../own-pairs.js';
import { corrupt, telegraph } from '../pairs/corrupt.js';
import { swap } from '../pairs/swap.js';
import { pick, type Random } from '../random.js';
import type { VerifierRecipe } from '../recipe.js';
import type { Sources } from '../sources.js';
import { fraction } from '../split.js';
import { nearMiss, restate } from '../views.js';

/** A pair and how much it counts. */
export interface Weighted {
  readonly pair: Pick<Pair, 'a' | 'b' | 'same'>;
  readonly weight: number;
}

/** Reads a text through the embedding that has not seen this half. */
type See = (text: string) => Side;

/** Other weights were tried on the dev split; these follow from how sure the labels are and how many pairs there are. */
const weights = { own: 1, follows: 0.7, neighbour: 0.5, labelled: 1, made: 0.4, statement: 0.3 } as const;

/** The pairs that the verifier learns from, of one half of the topics. */
export function examplesOf(
  half: Sources,
  statements: readonly Pair[],
  titles: readonly string[],
  recipe: VerifierRecipe,
  see: See,
  random: Random,
): readonly Weighted[] {
  const own = half.own.map(pair => weigh(pair, weights.own));
  const follows = withConsequences(half.own)
    .slice(half.own.length)
    .map(pair => weigh(pair, weights.follows));
  const labelled = [half.nl2bash.train, half.text2sql.train].flatMap(pairs => some(pairs, recipe.labelled, random));
  const all = [
    ...own,
    ...follows,
    ...neighbours(half.own, see),
    ...strangers(titles.filter(isForNeighbours), recipe.strangers, see, random),
    ...labelled.map(pair => weigh(pair, weights.labelled)),
    ...some(half.generated.train, recipe.generated, random).map(pair => weigh(pair, weights.made)),
    ...fromTitles(titles, recipe.titles, random),
    ...corrupted(half.own, recipe.corrupted, random),
    ...some(statements, recipe.titles, random).map(pair => weigh(pair, weights.statement)),
  ];
  return all.filter(({ pair }) => pair.a !== pair.b);
}

/** Half of the titles, so that the other half can still set the bounds. */
function isForNeighbours(title: string): boolean {
  return !isForBounds(title);
}

/** Titles whose neighbours the verifier learns nothing from. */
export function isForBounds(title: string): boolean {
  return fraction(title) >= 0.5;
}

function weigh(pair: Pick<Pair, 'a' | 'b' | 'same'>, weight: number): Weighted {
  return { pair, weight };
}

/**
 * For every question the other questions of its topic that the embedding finds nearest: other questions, written to stand
 * beside it.
 */
function neighbours(own: readonly Pair[], see: See): readonly Weighted[] {
  const topics = new Map<string, Set<string>>();
  for (const { topic = '', a } of own) topics.set(topic, (topics.get(topic) ?? new Set()).add(a));
  return [...topics.values()].flatMap(texts =>
    nearestOthers([...texts], [...texts], 3, see).map(pair => weigh(pair, weights.neighbour)),
  );
}

/**
 * Titles of questions that different people asked, each with the nearest ones. Taken for different without being
 * labelled: hardly any two of them have one answer, and those whose words the matcher takes for the same are left out.
 */
function strangers(titles: readonly string[], count: number, see: See, random: Random): readonly Weighted[] {
  if (titles.length === 0) return [];
  const asked = Array.from({ length: count }, () => pick(titles, random));
  return nearestOthers(asked, titles, 2, see)
    .filter(({ a, b }) => !judge(a, b).same)
    .map(pair => weigh(pair, weights.neighbour));
}

/** Every asked text with the `k` others nearest to it. */
function nearestOthers(asked: readonly string[], others: readonly string[], k: number, see: See) {
  const vectors = others.map(text => see(text).reading.vector);
  return asked.flatMap(a => {
    const { vector } = see(a).reading;
    return others
      .map((b, at) => ({ b, cosine: dot(vector, vectors[at] ?? vector) }))
      .filter(({ b }) => b !== a)
      .sort((x, y) => y.cosine - x.cosine || (x.b < y.b ? -1 : 1))
      .slice(0, k)
      .map(({ b }) => ({ a, b, same: false }));
  });
}

/** Titles without labels: one in other words, and two that differ in a name, a number or a word. */
function fromTitles(titles: readonly string[], count: number, random: Random): readonly Weighted[] {
  if (titles.length === 0) return [];
  return Array.from({ length: count }, () => pick(titles, random)).flatMap(title => {
    const miss = nearMiss(title, random);
    const same = weigh({ a: title, b: restate(title, random), same: true }, weights.made);
    return miss === undefined ? [same] : [same, weigh({ ...miss, same: false }, weights.made)];
  });
}

/** Pairs with one answer of which one side is turned into another question, and texts in politer or fewer words. */
function corrupted(own: readonly Pair[], count: number, random: Random): readonly Weighted[] {
  const same = own.filter(pair => pair.same);
  if (same.length === 0) return [];
  return Array.from({ length: count }, () => pick(same, random)).flatMap(({ a, b }) => {
    const kept = weigh({ a, b: padded(restate(b, random), random), same: true }, weights.made);
    const others = [swap(b, random), corrupt(random() < 0.5 ? a : b, random)].flatMap(other =>
      other === undefined ? [] : [weigh({ a, b: padded(other, random), same: false }, weights.made)],
    );
    const short = random() < shortShare ? telegraph(b, random) : undefined;
    return [kept, ...others, ...(short === undefined ? [] : [weigh({ a, b: short, same: true }, weights.made)])];
  });
}
const shortShare = 0.4;

/** Now and then a sentence before the question that gives only the occasion: it changes no answer. */
function padded(text: string, random: Random): string {
  return random() < paddedShare ? `${pick(occasions, random)} ${text}` : text;
}

const paddedShare = 0.2;
const occasions: readonly string[] = `
I'm new to this.
I could not find anything about it in the docs.
We are a small team and have never done this before.
I tried a few things and none of them worked.
My colleague asked me today and I had no answer.
I'm writing a tutorial.
This comes up in every code review.
I keep forgetting the syntax.
It has to be done before the release.
I inherited an old project and have to clean it up.
I only have a terminal at hand.
There must be an easy answer to this.
I'm preparing for an interview.
Our deployment depends on it.
The manual is not very clear on this.
`
  .trim()
  .split('\n');

function some<P>(pairs: readonly P[], count: number, random: Random): readonly P[] {
  if (pairs.length <= count) return pairs;
  return Array.from({ length: count }, () => pick(pairs, random));
}
