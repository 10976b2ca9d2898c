import type { SignalName } from '../../src/proxy/route/gain.js';

/** One labelled prompt. */
export interface Sample {
  /** Only prompts of one group are compared with each other: sets differ in more than their prompts' shape. */
  readonly group: string;
  readonly signals: Readonly<Record<SignalName, number>>;
  /** 1 when only the strong model was right, -1 when only the weak one was, else 0. */
  readonly gain: number;
}

/**
 * Slopes of the gain over the named signals: least squares inside each group, every group of equal weight, by projected
 * gradient so that no slope gets the wrong sign (`signs`: -1 for a signal that may only lower the gain, else it may only
 * raise it). A prior whose signs are right for a reason carries over to other prompts better than a free fit.
 */
export function fitSlopes<Name extends SignalName>(
  samples: readonly Sample[],
  names: readonly Name[],
  signs: Readonly<Partial<Record<SignalName, 1 | -1>>> = {},
): Readonly<Record<Name, number>> {
  const { matrix, target } = normalEquations(samples, names);
  const stepSize = 1 / matrix.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  let slopes: readonly number[] = names.map(() => 0);
  for (let round = 0; round < rounds; round += 1) {
    slopes = slopes.map((slope, index) => {
      const error = dot(matrix[index] ?? [], slopes) - (target[index] ?? 0);
      const sign = signs[names[index] ?? 'length'] ?? 1;
      return sign * Math.max(0, sign * (slope - stepSize * error));
    });
  }
  return Object.fromEntries(names.map((name, index) => [name, slopes[index] ?? 0])) as Record<Name, number>;
}

const rounds = 20_000;
const ridge: number = 0.01;

function normalEquations(
  samples: readonly Sample[],
  names: readonly SignalName[],
): { readonly matrix: number[][]; readonly target: number[] } {
  const matrix: number[][] = names.map((_, row) => names.map((__, column) => (row === column ? ridge : 0)));
  const target: number[] = names.map(() => 0);
  const groups = [...new Set(samples.map(sample => sample.group))];
  for (const group of groups) {
    const members = samples.filter(sample => sample.group === group);
    const means = names.map(name => average(members.map(member => member.signals[name])));
    const meanGain = average(members.map(member => member.gain));
    const weight = 1 / (members.length * groups.length);
    for (const member of members) {
      const centred = names.map((name, index) => member.signals[name] - (means[index] ?? 0));
      for (const [row, left] of centred.entries()) {
        target[row] = (target[row] ?? 0) + weight * left * (member.gain - meanGain);
        const line = matrix[row] ?? [];
        for (const [column, right] of centred.entries()) line[column] = (line[column] ?? 0) + weight * left * right;
      }
    }
  }
  return { matrix, target };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
