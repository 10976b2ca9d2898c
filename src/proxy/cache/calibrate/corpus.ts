import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Two developers' prompts, and whether one answer serves both. */
export interface CorpusPair {
  readonly a: string;
  readonly b: string;
  readonly same: boolean;
  /** Pairs of one topic are about the same few things. */
  readonly topic: string;
}

const lineSchema = z.object({
  a: z.string().min(1),
  b: z.string().min(1),
  label: z.union([z.literal(0), z.literal(1)]),
  topic: z.string(),
});

/** Reads the pairs that ship for calibration, JSON lines. Throws for a file that holds none. */
export function readCorpus(file: string): readonly CorpusPair[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  const pairs = lines.flatMap((line): readonly CorpusPair[] => {
    if (line === '') return [];
    const { a, b, label, topic } = lineSchema.parse(JSON.parse(line));
    return [{ a, b, same: label === 1, topic }];
  });
  if (pairs.length === 0) throw new Error(`'${file}' holds no pairs.`);
  return pairs;
}
