import { pick, type Random } from '../random.js';
import { aliases, synonyms } from './aliases.js';

/** How a request may begin; each ends where a verb in the infinitive can follow. */
const openings = `
how do i
how do you
how can i
how to
how would i
how should i
how does one
what is the way to
what's the best way to
what is the best way to
is there a way to
is it possible to
can you show me how to
show me how to
could you explain how to
explain how to
tell me how to
i want to
i need to
i would like to
i'm trying to
help me
please
can you
could you please
any idea how to
what command lets me
what's the easiest way to
`
  .trim()
  .split('\n');

const closings = ['', '', '', '', '?', '?', '?', '.', ' please', ' please?', ', thanks', '!'];

/** An opening that is already there and may be exchanged for another. */
const spokenOpening = new RegExp(
  `^(?:${[...openings].sort((a, b) => b.length - a.length).join('|')}|how do we|how can we|how can you|how could i|how would you)\\s+`,
  'i',
);

const phrases = phraseTable();
const phrasePattern = anyOf([...phrases.keys()]);

/** The request with another opening and close. Anything that does not start like a request is taken as its core. */
export function reframe(text: string, random: Random): string {
  const core = text.replace(spokenOpening, '').replace(/[?.!]+$/, '');
  const opening = random() < 0.3 ? '' : `${pick(openings, random)} `;
  return opening + core + pick(closings, random);
}

/** The text with some of its names and words exchanged for others that mean the same. */
export function reword(text: string, random: Random): string {
  return text.replace(phrasePattern, found => {
    const choice = phrases.get(found.toLowerCase());
    return choice === undefined || random() > choice.chance ? found : pick(choice.others, random);
  });
}

/** True when the text starts like a spoken request, so that {@link reframe} keeps its sense. */
export function isRequest(text: string): boolean {
  return spokenOpening.test(text);
}

/** A pattern that finds any of these phrases as whole words, longest first. */
export function anyOf(list: readonly string[], flags = 'gi'): RegExp {
  const escaped = [...list]
    .sort((a, b) => b.length - a.length)
    .map(phrase => phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\w.#+-])(?:${escaped.join('|')})(?![\\w#+-])`, flags);
}

interface Choice {
  readonly others: readonly string[];
  readonly chance: number;
}

/** Names are exchanged often, since they are sure; plain words seldom, since their sense depends on what is around. */
function phraseTable(): ReadonlyMap<string, Choice> {
  const table = new Map<string, Choice>();
  for (const [groups, chance] of [
    [aliases, 0.5],
    [synonyms, 0.3],
  ] as const) {
    for (const group of groups) {
      for (const phrase of group) {
        if (!table.has(phrase)) table.set(phrase, { others: group.filter(other => other !== phrase), chance });
      }
    }
  }
  return table;
}
