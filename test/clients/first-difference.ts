/** Where two texts part, with what surrounds the place: bodies of 100 kB are not for reading. */
export interface Difference {
  /** In characters from the start. */
  readonly at: number;
  readonly direct: string;
  readonly through: string;
}

/** Undefined when there is none. */
export function firstDifference(direct: string, through: string): Difference | undefined {
  if (direct === through) return undefined;
  let at = 0;
  while (direct[at] === through[at]) at += 1;
  const around = (text: string): string => text.slice(Math.max(0, at - 60), at + 60);
  return { at, direct: around(direct), through: around(through) };
}
