import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Two texts, and whether one answer serves both. */
export interface Pair {
  readonly a: string;
  readonly b: string;
  readonly same: boolean;
  /** Texts of one topic never stand on both sides of the split; undefined when only the texts themselves tie pairs. */
  readonly topic: string | undefined;
}

/** Everything that is read from the data folder. */
export interface Corpus {
  readonly nl2bash: readonly Pair[];
  readonly text2sql: readonly Pair[];
  readonly statements: readonly Pair[];
  readonly titles: readonly string[];
  /** Evaluation only: its licence does not allow a model trained on it to be shipped. */
  readonly questions: readonly Pair[];
  /** The project's own pairs, by split; see models/corpus/README.md. */
  readonly own: Readonly<Record<'train' | 'dev' | 'test', readonly OwnPair[]>>;
}

/** A pair of the project's own, whose topic and kind are known. */
export interface OwnPair extends Pair {
  readonly topic: string;
  readonly category: string;
}

const files = {
  nl2bash: 'nl2bash_train.jsonl',
  text2sql: 'text2sql_train.jsonl',
  statements: 'gptcache_mock.jsonl',
  titles: 'stackoverflow_titles.jsonl',
  questions: 'qqp_dev.jsonl',
} as const;

/** The data folder is not there, lacks files, or holds something else than JSON lines of pairs. */
export class DataError extends Error {
  override readonly name = 'DataError';
  constructor(
    readonly reason: 'missing' | 'unreadable',
    message: string,
  ) {
    super(message);
  }
}

/**
 * Reads the data files from `folder` and the project's own pairs from `ownFolder`. Throws {@link DataError} that names
 * everything that is missing.
 */
export function readCorpus(folder: string, ownFolder: string): Corpus {
  const missing = Object.values(files).filter(file => !existsSync(join(folder, file)));
  if (missing.length > 0) {
    throw new DataError('missing', `The folder ${folder} lacks ${missing.join(', ')}.`);
  }
  const pairs = (file: string): readonly Pair[] => readLines(join(folder, file)).map(line => toPair(line, file));
  return {
    nl2bash: pairs(files.nl2bash),
    text2sql: pairs(files.text2sql),
    statements: pairs(files.statements),
    titles: readLines(join(folder, files.titles)).map(line => text(line['t'], files.titles)),
    questions: pairs(files.questions),
    own: { train: ownPairs(ownFolder, 'train'), dev: ownPairs(ownFolder, 'dev'), test: ownPairs(ownFolder, 'test') },
  };
}

function ownPairs(folder: string, split: string): readonly OwnPair[] {
  const file = `${split}.jsonl`;
  return readLines(join(folder, file)).map(line => ({
    ...toPair(line, file),
    topic: text(line['topic'], file),
    category: text(line['category'], file),
  }));
}

function readLines(path: string): readonly Readonly<Record<string, unknown>>[] {
  if (!existsSync(path)) throw new DataError('missing', `There is no file ${path}.`);
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map((line, at) => {
      try {
        return JSON.parse(line) as Readonly<Record<string, unknown>>;
      } catch (cause) {
        throw new DataError('unreadable', `${path}, line ${at + 1}, is not JSON: ${String(cause)}`);
      }
    });
}

function toPair(line: Readonly<Record<string, unknown>>, file: string): Pair {
  return { a: text(line['a'], file), b: text(line['b'], file), same: line['label'] === 1, topic: undefined };
}

function text(value: unknown, file: string): string {
  if (typeof value !== 'string') throw new DataError('unreadable', `${file} holds a line without its text.`);
  return value;
}
