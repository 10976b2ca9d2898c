import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Two prompts as a developer would type them, and whether one answer serves both. See models/corpus/README.md. */
export interface CorpusPair {
  readonly a: string;
  readonly b: string;
  readonly label: 0 | 1;
  /** What kind of difference, or of likeness, the pair stands for. */
  readonly category: string;
  readonly topic: string;
  /** Who wrote it: the tables' own author, a second one, topic by topic with no table in sight, or somebody from outside. */
  readonly hand: 'tables' | 'second' | 'topics' | 'stranger';
}

export const splits = ['train', 'dev', 'test'] as const;
export type Split = (typeof splits)[number];

/** Reads a split of models/corpus. `test` is only ever counted: nothing is made with it in sight. */
export function corpus(split: Split): readonly CorpusPair[] {
  return readFileSync(fileURLToPath(new URL(`../../../models/corpus/${split}.jsonl`, import.meta.url)), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as CorpusPair);
}
