import type { Pair } from './data.js';

/** Pairs to learn from, and pairs that share no text and no topic with them. */
export interface Split<P extends Pair = Pair> {
  readonly train: readonly P[];
  readonly held: readonly P[];
}

/**
 * Holds out about `share` of the pairs, whole connected components at a time: two pairs are connected when they share a
 * text or a topic. Which component is held out depends on its smallest name alone, never on the order of the pairs.
 * A component with more than a twentieth of all texts is always trained on.
 */
export function splitByComponent<P extends Pair>(pairs: readonly P[], share: number): Split<P> {
  const parents = new Map<string, string>();
  const root = (name: string): string => {
    let at = name;
    for (let up = parents.get(at); up !== undefined && up !== at; up = parents.get(at)) at = up;
    if (at !== name) parents.set(name, at);
    return at;
  };
  const join = (one: string, other: string): void => {
    const [a, b] = [root(one), root(other)].sort();
    if (a !== undefined && b !== undefined) parents.set(b, a);
  };
  for (const pair of pairs) for (const name of names(pair)) join(name, names(pair)[0] ?? name);
  const members = new Map<string, number>();
  for (const name of parents.keys()) members.set(root(name), (members.get(root(name)) ?? 0) + 1);
  const held = (pair: Pair): boolean => {
    const component = root(names(pair)[0] ?? '');
    return (members.get(component) ?? 0) <= parents.size / 20 && fraction(component) < share;
  };
  return { train: pairs.filter(pair => !held(pair)), held: pairs.filter(held) };
}

function names(pair: Pair): readonly string[] {
  if (pair.topic !== undefined) return [`topic ${pair.topic}`];
  return [`text ${pair.a}`, `text ${pair.b}`];
}

/** A number in [0, 1) that depends on the name alone (FNV-1a with a final mix). */
export function fraction(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(name, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 4_294_967_296;
}
