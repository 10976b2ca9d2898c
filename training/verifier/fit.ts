import { type Member, type Network, standardise } from '../../src/proxy/cache/verify/network.js';
import { gaussian, type Random } from '../random.js';

/** One training pair as numbers. */
export interface Example {
  readonly features: readonly number[];
  readonly same: boolean;
  /** How much it counts. */
  readonly weight: number;
}

export interface FitRecipe {
  readonly members: number;
  readonly hidden: number;
  readonly epochs: number;
  readonly batch: number;
  readonly rate: number;
  readonly decay: number;
}

/** Fits the networks with Adam on the logistic loss; each starts elsewhere and sees the examples in another order. */
export function fit(examples: readonly Example[], recipe: FitRecipe, random: Random): Network {
  const scale = scaleOf(examples);
  const inputs = examples.map(({ features }) => standardise(scale, features));
  const members = Array.from({ length: recipe.members }, () => fitMember(inputs, examples, recipe, random));
  return { ...scale, members };
}

function scaleOf(examples: readonly Example[]): Pick<Network, 'mean' | 'deviation'> {
  const width = examples[0]?.features.length ?? 0;
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const average = (of: (example: Example, at: number) => number) =>
    Array.from({ length: width }, (_, at) => examples.reduce((sum, one) => sum + one.weight * of(one, at), 0) / total);
  const mean = average(({ features }, at) => features[at] ?? 0);
  const deviation = average(({ features }, at) => ((features[at] ?? 0) - (mean[at] ?? 0)) ** 2);
  return { mean, deviation: deviation.map(square => Math.max(0.02, Math.sqrt(square))) };
}

function fitMember(
  inputs: readonly Float32Array[],
  examples: readonly Example[],
  { hidden, epochs, batch, rate, decay }: FitRecipe,
  random: Random,
): Member {
  const width = (inputs[0]?.length ?? 0) + 1;
  const first = Float32Array.from({ length: hidden * width }, () => gaussian(random) * Math.sqrt(1 / width));
  const second = Float32Array.from({ length: hidden + 1 }, () => gaussian(random) * Math.sqrt(1 / hidden));
  const member = { first, second };
  const steps = { first: adam(first, decay), second: adam(second, decay) };
  const order = examples.map((_, at) => at);
  const last = epochs * Math.ceil(order.length / batch);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (let from = 0; from < order.length; from += batch) {
      const slopes = { first: new Float32Array(first.length), second: new Float32Array(second.length) };
      const chosen = order.slice(from, from + batch);
      for (const at of chosen) addSlopes(member, slopes, inputs[at], examples[at], chosen.length);
      const now = rate * (1 - step++ / last);
      steps.first(slopes.first, now);
      steps.second(slopes.second, now);
    }
  }
  return member;
}

function addSlopes(
  { first, second }: Member,
  slopes: { readonly first: Float32Array; readonly second: Float32Array },
  input: Float32Array | undefined,
  example: Example | undefined,
  count: number,
): void {
  if (input === undefined || example === undefined) return;
  const width = input.length + 1;
  const hidden = second.length - 1;
  const active = new Float32Array(hidden);
  let out = second[hidden] ?? 0;
  for (let unit = 0; unit < hidden; unit++) {
    let sum = first[unit * width + input.length] ?? 0;
    for (let at = 0; at < input.length; at++) sum += (first[unit * width + at] ?? 0) * (input[at] ?? 0);
    active[unit] = Math.max(0, sum);
    out += (active[unit] ?? 0) * (second[unit] ?? 0);
  }
  const slope = ((1 / (1 + Math.exp(-out)) - (example.same ? 1 : 0)) * example.weight) / count;
  for (let unit = 0; unit < hidden; unit++) {
    const value = active[unit] ?? 0;
    slopes.second[unit] = (slopes.second[unit] ?? 0) + slope * value;
    if (value === 0) continue;
    const back = slope * (second[unit] ?? 0);
    const row = unit * width;
    for (let at = 0; at < input.length; at++)
      slopes.first[row + at] = (slopes.first[row + at] ?? 0) + back * (input[at] ?? 0);
    slopes.first[row + input.length] = (slopes.first[row + input.length] ?? 0) + back;
  }
  slopes.second[hidden] = (slopes.second[hidden] ?? 0) + slope;
}

/** One step of Adam with decoupled weight decay (Loshchilov and Hutter, 2019), in place. */
function adam(weights: Float32Array, decay: number): (slopes: Float32Array, rate: number) => void {
  const mean = new Float64Array(weights.length);
  const square = new Float64Array(weights.length);
  let step = 0;
  return (slopes, rate) => {
    step++;
    const [near, far] = [1 - 0.9 ** step, 1 - 0.999 ** step];
    slopes.forEach((slope, at) => {
      const m = (mean[at] = 0.9 * (mean[at] ?? 0) + 0.1 * slope);
      const v = (square[at] = 0.999 * (square[at] ?? 0) + 0.001 * slope * slope);
      const weight = weights[at] ?? 0;
      weights[at] = weight - rate * (m / near / (Math.sqrt(v / far) + 1e-8) + decay * weight);
    });
  };
}

function shuffle(list: number[], random: Random): void {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other] ?? 0, list[at] ?? 0];
  }
}
