/** What is left of a bag when every member of the other has taken away one like itself. */
export function dropShared(bag: readonly string[], other: readonly string[]): readonly string[] {
  const rest = [...other];
  return bag.filter(member => {
    const at = rest.indexOf(member);
    if (at === -1) return true;
    rest.splice(at, 1);
    return false;
  });
}

/** Shared members over all members, each counted once; 0 for two empty bags. */
export function jaccard(a: readonly string[], b: readonly string[]): number {
  const [x, y] = [new Set(a), new Set(b)];
  const shared = [...x].filter(member => y.has(member)).length;
  const union = x.size + y.size - shared;
  return union === 0 ? 0 : shared / union;
}
