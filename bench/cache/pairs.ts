import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Two texts, and whether one answer serves both (1) or not (0). */
export interface Pair {
  readonly a: string;
  readonly b: string;
  readonly label: 0 | 1;
  /** What kind of difference or likeness the pair stands for, where the file says so (`category` or `kind`). */
  readonly category: string | undefined;
}

/** A file that the bench cannot use; the message says which and why. */
export class BadFileError extends Error {
  override readonly name = 'BadFileError';
  constructor(
    readonly file: string,
    readonly reason: string,
  ) {
    super(`Cannot use '${file}': ${reason}.`);
  }
}

const pairSchema = z
  .object({
    a: z.string(),
    b: z.string(),
    label: z.union([z.literal(0), z.literal(1)]),
    category: z.string().optional(),
    kind: z.string().optional(),
  })
  .transform(({ a, b, label, category, kind }) => ({ a, b, label, category: category ?? kind }));
const titleSchema = z.object({ t: z.string() });

/** Reads JSON lines `{a, b, label}` with an optional `category`; other fields are left alone. Throws {@link BadFileError}. */
export function readPairs(file: string): readonly Pair[] {
  return readRows(file, pairSchema, '{a, b, label: 0 or 1}');
}

/** Reads JSON lines `{t}`: a stream of questions that are all different. Throws {@link BadFileError}. */
export function readTitles(file: string): readonly string[] {
  return readRows(file, titleSchema, '{t}').map(({ t }) => t);
}

function readRows<Row>(file: string, schema: z.ZodType<Row>, shape: string): readonly Row[] {
  const lines = readLines(file);
  if (lines.length === 0) throw new BadFileError(file, 'it holds no line');
  return lines.map((line, at) => {
    const parsed = schema.safeParse(parseLine(line));
    if (!parsed.success) throw new BadFileError(file, `line ${at + 1} is not ${shape}`);
    return parsed.data;
  });
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter(line => line.trim() !== '');
  } catch (error) {
    throw new BadFileError(file, error instanceof Error ? error.message : 'it cannot be read');
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
