import { rows } from '../card.js';
import type { VerifierRecipe } from '../recipe.js';
import type { Report } from '../report.js';
import type { TrainedVerifier } from './train-verifier.js';

/** The part of the model card that is about the verifier. */
export function verifierCard(recipe: VerifierRecipe, verifier: TrainedVerifier, report: Report): string {
  const weights = verifier.network.members.reduce((sum, { first, second }) => sum + first.length + second.length, 0);
  return `
# Verifier

\`verifier.json\` holds ${recipe.members} small networks (${verifier.network.mean.length} inputs, ${recipe.hidden} hidden units, one output; ${weights.toLocaleString('en')} weights in all), whose log-odds are
averaged, the weight of every word piece, and the thresholds below. Its inputs are what can be said of a pair: the cosine,
shared and unshared words and how much they tell, how well unshared words are met by the other side's words (by this
embedding's vectors and by spelling), numbers, names, symbols, negations, opposites, directions, conditions and extents
that only one side has, order, kinds of question, words that nobody taught it, which refusals stand, and what the matcher in \`src/proxy/cache/match\` makes of both texts.

Before it is asked, a pair is refused outright when a number, a name, a symbol or flag, a negation, an opposite word, the
kind of question, the tense, a condition or the order beside a word of direction differs, or when a text has more than 45 words. When
the file is missing, damaged, made for another embedding, or too slow, nothing is served by it.

## Figures

Ranking by the verifier's score alone: what is refused is only weighed, as one more sign of difference.

| set | pairs (same / different) | AUC | R@1 % | R@2 % | R@5 % |
|---|---|---|---|---|---|
${rows(report, set => set.verifier)}

## Error bounds

A bound is the share of wrong answers among the served that a user puts up with. The thresholds were set on the dev split
of \`models/corpus\`, on topics that neither model was fitted to, together with half of the titles below, each with its two
nearest others, as questions that want another answer: the lowest score at which (wrong + 1) / (served + 1) stays within
the bound, counting everything that the strict check and the verifier serve together. Tighter bounds than the first row
cannot be shown with so few pairs; asking for one leaves only the strict check. What came of them on the test split, which
was used for nothing:

| promised at most | served | wrong | observed | recall |
|---|---|---|---|---|
${report.bounds
  .map(
    ({ bound, served, wrong, recall }) =>
      `| ${percent(bound)} | ${served} | ${wrong} | ${served === 0 ? '-' : percent(wrong / served)} | ${percent(recall)} |`,
  )
  .join('\n')}

The near misses of these splits are many and close, so the observed share is that of a hard exam. On texts unlike these
(long statements, other languages, questions that are no developer's) nothing is promised.

## Recipe

- ${verifier.examples.toLocaleString('en')} pairs: the train split and what follows from its groups, other questions of one topic, parts of nl2bash and
  text2sql, generated pairs, titles and own pairs with a name, number or word exchanged, or with something asked for on
  top, left out, limited, denied or turned round (different), or reworded or shortened by rule (same), GPTCache's
  statements (same).
- An embedding looks surer of texts that it was trained on. So each half of the topics was seen through an embedding that
  was trained on the other half only; the shipped one was trained on both.
- Logistic loss, Adam with decoupled decay ${recipe.decay}, rate ${recipe.rate} falling to zero, ${recipe.epochs} epochs, batches of ${recipe.batch}.
`;
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(2))} %`;
}
