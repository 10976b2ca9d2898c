import { existsSync, readFileSync } from 'node:fs';

/** A prompt with what two models made of it. */
export interface LabelledRow {
  readonly prompt: string;
  /** 1 when the model was right and 0 when it was not, or a score of any scale that both share. */
  readonly weak: number;
  readonly strong: number;
  /** What the weak model answered, where the set tells. */
  readonly response: string | undefined;
  /** The part of the set that it belongs to, such as a subject; empty where the set has none. */
  readonly part: string;
}

/** A file of rows that is not there or cannot be read; the message names file and line. */
export class RowsError extends Error {
  override readonly name = 'RowsError';
  constructor(
    readonly reason: 'missing' | 'unreadable' | 'empty',
    message: string,
  ) {
    super(message);
  }
}

/**
 * Reads JSON lines of `{prompt, weak_ok, strong_ok}` or `{prompt, weak_score, strong_score}`, with `weak_response` and
 * `sub` where there are. Rows marked `contaminated`, which the models may have been trained on, are left out. Throws
 * {@link RowsError}.
 */
export function readRows(file: string): readonly LabelledRow[] {
  if (!existsSync(file)) throw new RowsError('missing', `There is no file ${file}.`);
  const lines = readFileSync(file, 'utf8').split('\n');
  const rows = lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    const value = parse(line, file, at);
    return value['contaminated'] === true ? [] : [toRow(value, file, at)];
  });
  if (rows.length === 0) throw new RowsError('empty', `${file} holds no rows.`);
  return rows;
}

function parse(line: string, file: string, at: number): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    throw new RowsError('unreadable', `${file}, line ${at + 1}, is not JSON.`);
  }
}

function toRow(value: Readonly<Record<string, unknown>>, file: string, at: number): LabelledRow {
  const prompt = value['prompt'];
  const [weak, strong] = [value['weak_ok'] ?? value['weak_score'], value['strong_ok'] ?? value['strong_score']].map(
    Number,
  );
  if (typeof prompt !== 'string' || !Number.isFinite(weak) || !Number.isFinite(strong)) {
    const wanted = 'a prompt with weak_ok and strong_ok, or weak_score and strong_score';
    throw new RowsError('unreadable', `${file}, line ${at + 1}, is not ${wanted}.`);
  }
  const response = value['weak_response'];
  return {
    prompt,
    weak: weak ?? 0,
    strong: strong ?? 0,
    response: typeof response === 'string' ? response : undefined,
    part: typeof value['sub'] === 'string' ? value['sub'] : '',
  };
}
