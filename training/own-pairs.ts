import type { Pair } from './data.js';

/**
 * The pairs and what follows from them: in a group with one first text, all texts that share its answer share it with
 * each other, and none of them shares it with a near miss of the first.
 */
export function withConsequences<P extends Pair>(pairs: readonly P[]): readonly P[] {
  const groups = new Map<string, { readonly same: P[]; readonly other: P[] }>();
  for (const pair of pairs) {
    const group = groups.get(pair.a) ?? { same: [], other: [] };
    groups.set(pair.a, group);
    (pair.same ? group.same : group.other).push(pair);
  }
  const more: P[] = [];
  for (const { same, other } of groups.values()) {
    same.forEach((one, at) => {
      for (const earlier of same.slice(0, at)) more.push({ ...one, a: earlier.b });
      for (const miss of other) more.push({ ...miss, a: one.b });
    });
  }
  return [...pairs, ...more];
}
