/** One request, and the entry that it would make. `worth` in micro-dollars. */
export interface Asked {
  readonly id: string;
  readonly bytes: number;
  readonly worth: number;
}

export interface Stream {
  readonly name: string;
  readonly asked: readonly Asked[];
  /** Of all that comes more than once. */
  readonly bytes: number;
}

const items = 6_000;
const requests = 40_000;

/** Made-up days of requests. `random` gives 0..1 evenly. */
export function streams(random: () => number): readonly Stream[] {
  const zipf = zipfOf(random);
  const once = onceOf(random);
  const cheap = Array.from({ length: 120 }, (_, at): Asked => ({ id: `cheap ${at}`, bytes: 2_500, worth: 20 }));
  const make = (name: string, next: (at: number) => Asked): Stream => ({
    name,
    asked: Array.from({ length: requests }, (_, at) => next(at)),
    bytes: zipf.bytes,
  });
  return [
    make('the same things all the time', () => zipf.next()),
    make('half of it is asked only once', () => (random() < 0.5 ? once(1) : zipf.next())),
    make('what is popular changes', at => {
      if (at % 4_000 === 0) zipf.shuffle(0.2);
      return random() < 0.5 ? once(1) : zipf.next();
    }),
    make('bursts of worthless ones', at => (at % 8_000 > 6_000 ? once(0) : random() < 0.3 ? once(1) : zipf.next())),
    make('cheap ones become popular', at =>
      at > requests / 2 && random() < 0.5 ? (cheap[Math.floor(random() * cheap.length)] ?? once(1)) : zipf.next(),
    ),
  ];
}

/** Few things are asked often and many seldom: the n-th with a chance of 1 / n^0.9. */
function zipfOf(random: () => number) {
  const all = Array.from({ length: items }, (_, at) => itemOf(`item ${at}`, random, 1));
  const sums: number[] = [];
  for (let rank = 1; rank <= items; rank++) sums.push((sums.at(-1) ?? 0) + rank ** -0.9);
  const swap = () => {
    const [a, b] = [Math.floor(random() * items), Math.floor(random() * items)];
    const [one, other] = [all[a], all[b]];
    if (one !== undefined && other !== undefined) [all[a], all[b]] = [other, one];
  };
  return {
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    next(): Asked {
      const at = random() * (sums.at(-1) ?? 0);
      let [low, high] = [0, items - 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((sums[middle] ?? 0) < at) low = middle + 1;
        else high = middle;
      }
      return all[low] ?? itemOf('none', random, 1);
    },
    shuffle(share: number) {
      for (let i = 0; i < items * share; i++) swap();
    },
  };
}

function onceOf(random: () => number): (worth: number) => Asked {
  let count = 0;
  return worth => itemOf(`once ${count++}`, random, worth);
}

/** Sizes and prices of answers spread as those of a log-normal distribution. */
function itemOf(id: string, random: () => number, worth: number): Asked {
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const bytes = Math.round(2_500 * Math.exp(gauss())) + 600;
  return { id, bytes, worth: Math.max(1, Math.round(worth * bytes * 0.3 * Math.exp(gauss()))) };
}

/** The same numbers every time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
