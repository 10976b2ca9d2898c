/** One piece of a text to be replaced; `to` is exclusive. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The text with all pieces replaced. Pieces do not overlap; at the same place they keep their order. */
export function splice(text: string, pieces: readonly Splice[]): string {
  let done = '';
  let at = 0;
  for (const piece of pieces.toSorted((a, b) => a.from - b.from)) {
    done += text.slice(at, piece.from) + piece.text;
    at = piece.to;
  }
  return done + text.slice(at);
}

/** Start of the line that an offset lies in. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** End of the line that an offset lies in, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}

/** The white space that begins the line of an offset. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';
}
