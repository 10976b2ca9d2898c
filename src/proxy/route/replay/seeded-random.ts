/**
 * Numbers from 0 up to 1, the same ones for the same seed: a linear congruential generator (Press et al., Numerical
 * Recipes, 2nd ed., section 7.1).
 */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
