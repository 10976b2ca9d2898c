import { applied, pruned, sameWhole, ShapeError } from './value.js';
import type { Change } from './value.js';

/** A language that configuration files are written in. Texts have neither a byte order mark nor CRLF line ends. */
export interface Format {
  readonly name: 'JSON' | 'YAML' | 'TOML';
  /** An object is there by what is in it, so that an empty one and none are the same. */
  readonly implied: boolean;
  /** What the text says; undefined when it says nothing. Throws {@link BadTextError}. */
  parse(text: string): unknown;
  /**
   * The text with one change made and everything else as it was: comments, order, spaces. It may come back wrong for a
   * text written in an unusual way; {@link revise} checks it.
   */
  change(text: string, change: Change): string;
}

/** The text is not in its language. Line and column count from 1. */
export class BadTextError extends Error {
  override readonly name = 'BadTextError';
  constructor(
    readonly line: number,
    readonly column: number,
    readonly reason: string,
  ) {
    super(`line ${line}, column ${column}: ${reason}`);
  }
}

/** The text is fine, but this change cannot be made in it without touching more than it should. */
export class UnchangeableError extends Error {
  override readonly name = 'UnchangeableError';
  constructor(readonly reason: string) {
    super(reason);
  }
}

/** Reads a text as it lies in a file. Throws {@link BadTextError}. */
export function read(format: Format, text: string): unknown {
  return format.parse(plain(text).text);
}

/**
 * The text of a file with the changes made. Byte order mark and line ends stay. What comes out is read again and must
 * say exactly what the changes make of what went in. Throws {@link BadTextError} and {@link UnchangeableError}.
 */
export function revise(format: Format, text: string, changes: readonly Change[]): string {
  const { mark, text: before, crlf } = plain(text);
  const value = format.parse(before);
  let after = before;
  try {
    const wanted = applied(value, changes);
    for (const change of changes) after = format.change(after, change);
    if (!means(format, format.parse(after), wanted)) throw new UnchangeableError('it is written in an unusual way');
  } catch (error) {
    if (error instanceof ShapeError) throw new UnchangeableError(error.message);
    if (error instanceof BadTextError) throw new UnchangeableError('it is written in an unusual way');
    throw error;
  }
  return mark + (crlf ? after.replaceAll('\n', '\r\n') : after);
}

/** Whether a text says what it should. */
export function means(format: Format, value: unknown, wanted: unknown): boolean {
  return format.implied ? sameWhole(pruned(value), pruned(wanted)) : sameWhole(value, wanted);
}

/** Takes off what a text file may have around its words. Mixed line ends stay as they are. */
function plain(text: string): { readonly mark: string; readonly text: string; readonly crlf: boolean } {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const words = text.slice(mark.length);
  const crlf = words.includes('\r\n') && !/(?:^|[^\r])\n|\r(?!\n)/.test(words);
  return { mark, text: crlf ? words.replaceAll('\r\n', '\n') : words, crlf };
}

/** Where an offset lies, counted from 1. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}
