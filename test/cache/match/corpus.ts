import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Two prompts as a developer would type them, and whether one answer serves both. */
export interface CorpusPair {
  readonly a: string;
  readonly b: string;
  readonly label: 0 | 1;
  /** What kind of difference, or of likeness, the pair stands for. */
  readonly kind: string;
  /** The tables were made with `dev` in sight; `test` is only ever counted. */
  readonly split: 'dev' | 'test';
}

/** Reads a file of test/corpus. */
export function corpus(name: 'must-hit' | 'must-miss'): readonly CorpusPair[] {
  return lines(name) as readonly CorpusPair[];
}

/** Pairs of both kinds by another hand than the tables of the matcher. What they say about wrong
 * answers is a check; what they say about recall flatters, since some ways of asking were added after they were missed here. */
export function secondHand(): readonly Omit<CorpusPair, 'split'>[] {
  return lines('second-hand') as readonly Omit<CorpusPair, 'split'>[];
}

function lines(name: string): readonly unknown[] {
  return readFileSync(fileURLToPath(new URL(`../../corpus/${name}.jsonl`, import.meta.url)), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as unknown);
}
