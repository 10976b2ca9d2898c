/**
 * The first byte of `after` that differs from `before`, breakpoints left out of both; the length of `after` when only
 * its end is missing. Both are the bytes of one JSON value.
 */
export function differingByte(before: Buffer, after: Buffer): number {
  const former = positions(before);
  for (const at of positions(after)) {
    const old = former.next();
    if (old.done === true || before[old.value] !== after[at]) return at;
  }
  return after.length;
}

function* positions(bytes: Buffer): Generator<number, undefined> {
  for (const [start, end] of kept(bytes)) for (let at = start; at < end; at++) yield at;
  return undefined;
}

/** The stretches of bytes between breakpoints. Inside of JSON texts every quote is escaped, so nothing there matches. */
function kept(bytes: Buffer): [start: number, end: number][] {
  const stretches: [number, number][] = [];
  let from = 0;
  if (bytes.includes('"cache_control"')) {
    for (const match of bytes.toString('latin1').matchAll(marks)) {
      stretches.push([from, match.index]);
      from = match.index + match[0].length;
    }
  }
  stretches.push([from, bytes.length]);
  return stretches.filter(([start, end]) => end > start);
}

const marks = /"cache_control"\s*:\s*(?:\{[^{}]*\}|null)\s*,\s*|,\s*"cache_control"\s*:\s*(?:\{[^{}]*\}|null)/g;
