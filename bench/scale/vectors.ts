/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Vectors of a topic lie around its centre this widely; a repeat with other words lies this close to its original. */
const topicSpread = 0.5;
const repeatSpread = 0.08;
const vectorsPerTopic = 50;
const repeatShare = 0.15;

/**
 * Unit vectors as a developer's questions give them: topics, questions around each, and some asked again in other
 * words, so that the nearest neighbour is often one of several close ones.
 */
export function questionVectors(count: number, dims: number, random: () => number): readonly Float32Array[] {
  const topics = Array.from({ length: Math.max(1, Math.round(count / vectorsPerTopic)) }, () =>
    unit(gaussians(dims, random)),
  );
  const vectors: Float32Array[] = [];
  for (let i = 0; i < count; i++) {
    const original = random() < repeatShare ? vectors[Math.floor(random() * i)] : undefined;
    const topic = topics[Math.floor(random() * topics.length)] as Float32Array;
    vectors.push(original ? near(original, repeatSpread, random) : near(topic, topicSpread, random));
  }
  return vectors;
}

/** What is asked: half of it stored questions in other words, half new ones of the same topics. */
export function queryVectors(
  stored: readonly Float32Array[],
  count: number,
  random: () => number,
): readonly Float32Array[] {
  return Array.from({ length: count }, (_, i) => {
    const one = stored[Math.floor(random() * stored.length)] as Float32Array;
    return near(one, i % 2 === 0 ? repeatSpread : topicSpread, random);
  });
}

/** A unit vector whose distance from `centre` before normalising is about `spread`. */
function near(centre: Float32Array, spread: number, random: () => number): Float32Array {
  const step = spread / Math.sqrt(centre.length);
  const noise = gaussians(centre.length, random);
  return unit(centre.map((value, i) => value + step * (noise[i] ?? 0)));
}

function gaussians(count: number, random: () => number): Float32Array {
  return Float32Array.from(
    { length: count },
    () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map(value => value / length);
}
