/** The smallest first. */
export class Heap<T> {
  readonly #items: { readonly key: number; readonly value: T }[] = [];

  push(value: T, key: number): void {
    const items = this.#items;
    items.push({ key, value });
    for (let at = items.length - 1; at > 0;) {
      const above = (at - 1) >> 1;
      if (!this.#swapIfLess(at, above)) break;
      at = above;
    }
  }

  pop(): { readonly key: number; readonly value: T } | undefined {
    const items = this.#items;
    const [first] = items;
    const last = items.pop();
    if (last === undefined || items.length === 0) return first;
    items[0] = last;
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const less = this.#key(right) < this.#key(left) ? right : left;
      if (!this.#swapIfLess(less, at)) return first;
      at = less;
    }
  }

  #key(at: number): number {
    return this.#items[at]?.key ?? Infinity;
  }

  #swapIfLess(below: number, above: number): boolean {
    const [low, high] = [this.#items[below], this.#items[above]];
    if (low === undefined || high === undefined || low.key >= high.key) return false;
    [this.#items[below], this.#items[above]] = [high, low];
    return true;
  }
}
