/** Several small networks with one hidden layer each, whose answers are averaged before the logistic. */
export interface Network {
  /** Mean and deviation of each input, from the training pairs. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  readonly members: readonly Member[];
}

/** `first` holds one row of input weights and a bias per hidden unit, `second` one weight per hidden unit and a bias. */
export interface Member {
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** Log-odds that one answer serves both texts, by the features of a pair. */
export function logOdds(network: Network, features: readonly number[]): number {
  const inputs = standardise(network, features);
  let sum = 0;
  for (const member of network.members) sum += forward(member, inputs);
  return sum / network.members.length;
}

/** The inputs as the network takes them, at most 6 deviations from the mean. */
export function standardise({ mean, deviation }: Pick<Network, 'mean' | 'deviation'>, features: readonly number[]) {
  return Float32Array.from(features, (value, at) =>
    Math.max(-6, Math.min(6, (value - (mean[at] ?? 0)) / (deviation[at] ?? 1))),
  );
}

function forward({ first, second }: Member, inputs: Float32Array): number {
  const width = inputs.length + 1;
  const hidden = second.length - 1;
  let out = second[hidden] ?? 0;
  for (let unit = 0; unit < hidden; unit++) {
    let sum = first[unit * width + inputs.length] ?? 0;
    for (let at = 0; at < inputs.length; at++) sum += (first[unit * width + at] ?? 0) * (inputs[at] ?? 0);
    if (sum > 0) out += sum * (second[unit] ?? 0);
  }
  return out;
}
