/** Labels in a page: 4 kB of bits. */
const pageBits = 15;
const pageSize = 1 << pageBits;

/** A set of whole numbers from 0 to 2^32-1 that lie close together, at a bit each. */
export class LabelSet {
  #size = 0;
  readonly #pages = new Map<number, Uint32Array>();

  get size(): number {
    return this.#size;
  }

  has(label: number): boolean {
    return (this.#word(label) & bitOf(label)) !== 0;
  }

  add(label: number): void {
    if (this.has(label)) return;
    const number = Math.floor(label / pageSize);
    let page = this.#pages.get(number);
    if (page === undefined) this.#pages.set(number, (page = new Uint32Array(pageSize / 32)));
    const at = (label % pageSize) >> 5;
    page[at] = (page[at] ?? 0) | bitOf(label);
    this.#size++;
  }

  /** False when it was not in the set. */
  delete(label: number): boolean {
    const page = this.#pages.get(Math.floor(label / pageSize));
    if (page === undefined || !this.has(label)) return false;
    const at = (label % pageSize) >> 5;
    page[at] = (page[at] ?? 0) & ~bitOf(label);
    this.#size--;
    return true;
  }

  *[Symbol.iterator](): Generator<number> {
    for (const [number, page] of [...this.#pages].sort(([a], [b]) => a - b)) {
      for (let at = 0; at < page.length; at++) {
        if (page[at] === 0) continue;
        for (let bit = 0; bit < 32; bit++) {
          const label = number * pageSize + at * 32 + bit;
          if (this.has(label)) yield label;
        }
      }
    }
  }

  #word(label: number): number {
    return this.#pages.get(Math.floor(label / pageSize))?.[(label % pageSize) >> 5] ?? 0;
  }
}

function bitOf(label: number): number {
  return 1 << (label % 32);
}

/** Of two lists in order: what only the first has, and what only the second. */
export function differences(
  before: Uint32Array,
  now: Uint32Array,
): { readonly gone: number[]; readonly come: number[] } {
  const gone: number[] = [];
  const come: number[] = [];
  for (let i = 0, j = 0; i < before.length || j < now.length;) {
    const [old = Infinity, fresh = Infinity] = [before[i], now[j]];
    if (old < fresh) gone.push(old);
    else if (fresh < old) come.push(fresh);
    if (old <= fresh) i++;
    if (fresh <= old) j++;
  }
  return { gone, come };
}
