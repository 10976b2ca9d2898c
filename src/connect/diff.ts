import type { FilePlan } from './plan.js';
import { shown } from './place.js';
import type { Place } from './place.js';

/** Lines around a change that are shown with it. */
const context = 3;
/** Above this many lines in the changed part, telling line from line costs more than it shows. */
const mostCompared = 2_000;

type Line = readonly [' ' | '-' | '+', string];

/** What a plan changes in one file, as `diff -u` shows it. */
export function unifiedDiff(place: Place, { path, before, after }: FilePlan): string {
  const lines = compare(toLines(before), toLines(after));
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(([sign]) => sign !== ' '),
  );
  const body = lines.flatMap(([sign, text], index) => {
    if (near[index] === true) return [sign + text];
    return near[index - 1] === true || index === 0 ? ['...'] : [];
  });
  const name = shown(place, path);
  const head = [
    `--- ${before === undefined ? '(no such file)' : name}`,
    `+++ ${after === undefined ? '(removed)' : name}`,
  ];
  return [...head, ...body].map(line => `${line}\n`).join('');
}

function toLines(text: string | undefined): readonly string[] {
  const lines = (text ?? '').split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function compare(a: readonly string[], b: readonly string[]): readonly Line[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return [
    ...a.slice(0, start).map((line): Line => [' ', line]),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map((line): Line => [' ', line]),
  ];
}

/** By the longest common run of lines. */
function middle(a: readonly string[], b: readonly string[]): readonly Line[] {
  if (a.length > mostCompared || b.length > mostCompared) {
    return [...a.map((line): Line => ['-', line]), ...b.map((line): Line => ['+', line])];
  }
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  const at = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = a.length - 1; row >= 0; row -= 1) {
    for (let column = b.length - 1; column >= 0; column -= 1) {
      common[row * width + column] =
        a[row] === b[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: Line[] = [];
  let [row, column] = [0, 0];
  while (row < a.length || column < b.length) {
    const [old, fresh] = [a[row], b[column]];
    if (old !== undefined && old === fresh) {
      lines.push([' ', old]);
      row += 1;
      column += 1;
    } else if (old !== undefined && (fresh === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push(['-', old]);
      row += 1;
    } else if (fresh !== undefined) {
      lines.push(['+', fresh]);
      column += 1;
    }
  }
  return lines;
}
