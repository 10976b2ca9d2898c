import { pick, type Random } from '../random.js';
import type { Pair } from '../data.js';
import { comparison, conceptAspects, conversion, errorAspects, kindsOf, toolAspects } from './aspects.js';
import { reframe, reword } from './rewrite.js';
import { siblings } from './siblings.js';
import { swap } from './swap.js';
import { taskGroups } from './tasks.js';

/** One thing a developer may ask, in all the ways it is written here. */
interface Meaning {
  /** What it is about. Whole topics are held out together. */
  readonly topic: string;
  readonly forms: readonly string[];
  /** A request that may take any opening, as against a question that stands as it is. */
  readonly framed: boolean;
  /** Other questions that share words with this one and want another answer. */
  readonly near: (random: Random) => Meaning;
}

/**
 * Makes `count` pairs, half of them the same question in other words and half of them near misses. Everything comes from
 * the tables in this folder.
 */
export function generatePairs(count: number, random: Random): readonly Pair[] {
  const makers = [task, task, task, concept, tool, tool, error, compare, convert];
  const pairs: Pair[] = [];
  while (pairs.length < count) {
    const meaning = pick(makers, random)(random);
    const same = pairs.length % 2 === 0;
    const pair = same ? positive(meaning, random) : negative(meaning, random);
    if (pair !== undefined && pair.a.toLowerCase() !== pair.b.toLowerCase()) pairs.push(pair);
  }
  return pairs;
}

function positive(meaning: Meaning, random: Random): Pair {
  const [a, b] = [say(meaning, random), say(meaning, random)];
  return { a, b, same: true, topic: meaning.topic };
}

/** Either one thing exchanged in an otherwise equal question, or a neighbour's question. */
function negative(meaning: Meaning, random: Random): Pair | undefined {
  const a = say(meaning, random);
  const b = random() < 0.4 ? swap(say(meaning, random), random) : say(meaning.near(random), random);
  return b === undefined ? undefined : { a, b, same: false, topic: meaning.topic };
}

function say(meaning: Meaning, random: Random): string {
  const form = pick(meaning.forms, random);
  return reword(meaning.framed ? reframe(form, random) : form + pick(['', '', '?', '?', '.'], random), random);
}

/* ---------------------------------------------------------------- requests */

const requests = taskGroups.flatMap(group =>
  group.lines
    .trim()
    .split('\n')
    .map(line => ({ group, forms: line.split('|'), topic: line.split('|')[0] ?? line })),
);
type Request = (typeof requests)[number];
const neighbours = new Map(requests.map(request => [request, nearest(request)]));

function task(random: Random, request: Request = pick(requests, random), place = placeFor(request, random)): Meaning {
  const { join } = request.group;
  const forms =
    place === undefined
      ? request.forms
      : request.forms.flatMap(form => join.map(how => `${form} ${how.replace('{}', place)}`));
  return {
    topic: request.topic,
    forms: place === undefined ? forms : [...forms, ...placedFirst(request.forms, place)],
    framed: true,
    near: chance =>
      place !== undefined && chance() < 0.5
        ? task(chance, request, placeFor(request, chance, place))
        : task(chance, pick(neighbours.get(request) ?? [request], chance), place),
  };
}

function placedFirst(forms: readonly string[], place: string): readonly string[] {
  return forms.flatMap(form => [`${place} ${form}`, `${place}: ${form}`]);
}

function placeFor(request: Request, random: Random, not?: string): string | undefined {
  const all = request.group.places.flatMap(kind => siblings[kind] ?? []).filter(place => place !== not);
  if (all.length === 0 || (not === undefined && random() < 0.25)) return undefined;
  // The well-known ones stand first in their list and are asked about most.
  return pick(random() < 0.6 ? all.slice(0, 10) : all, random);
}

/** The requests of the same group that share most words with this one. */
function nearest(request: Request): readonly Request[] {
  const own = new Set(request.forms.join(' ').split(' '));
  return requests
    .filter(other => other !== request && other.group === request.group)
    .map(other => ({
      other,
      shared: new Set(
        other.forms
          .join(' ')
          .split(' ')
          .filter(word => own.has(word)),
      ).size,
    }))
    .sort((a, b) => b.shared - a.shared)
    .slice(0, 12)
    .map(({ other }) => other);
}

/* ---------------------------------------------------------------- questions about named things */

const concept = (random: Random): Meaning => about([...kindsOf.concept, ...kindsOf.tool], conceptAspects, random);
const tool = (random: Random): Meaning => about(kindsOf.tool, toolAspects, random);
const error = (random: Random): Meaning => about(kindsOf.error, errorAspects, random);

function about(kinds: readonly string[], aspects: readonly string[], random: Random): Meaning {
  const names = siblings[pick(kinds, random)] ?? [];
  return question(pick(names, random), names, pick(aspects, random), aspects);
}

function question(name: string, names: readonly string[], aspect: string, aspects: readonly string[]): Meaning {
  return {
    topic: name,
    forms: aspect.split('|').map(form => form.replaceAll('{}', name)),
    framed: false,
    near: chance =>
      chance() < 0.5
        ? question(pick(without(names, name), chance), names, aspect, aspects)
        : question(name, names, pick(without(aspects, aspect), chance), aspects),
  };
}

function compare(random: Random): Meaning {
  const names = siblings[pick([...kindsOf.tool, ...kindsOf.concept], random)] ?? [];
  return two(names, comparison, true, random);
}

function convert(random: Random): Meaning {
  return two(siblings[pick(kindsOf.conversion, random)] ?? [], conversion, false, random);
}

function two(names: readonly string[], forms: string, eitherWay: boolean, random: Random, first?: string): Meaning {
  const a = first ?? pick(names, random);
  const b = pick(without(names, a), random);
  const write = (form: string, x: string, y: string): string => form.replace('{a}', x).replace('{b}', y);
  const written = forms.split('|').map(form => write(form, a, b));
  return {
    topic: a,
    forms: eitherWay ? [...written, ...forms.split('|').map(form => write(form, b, a))] : written,
    framed: false,
    near: chance => two(without(names, b), forms, eitherWay, chance, a),
  };
}

function without<T>(list: readonly T[], one: T): readonly T[] {
  return list.filter(item => item !== one);
}
