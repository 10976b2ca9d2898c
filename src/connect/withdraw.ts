import { applied, at, remove, same, set } from './value.js';
import type { Change, Path } from './value.js';

/**
 * What takes earlier changes back out of a value that somebody may have worked on since: values that were replaced come
 * back, values that were added go, objects and lists that were made for them go when nothing else is in them. What has
 * another value now than was written stays as it is.
 */
export function withdrawal(before: unknown, changes: readonly Change[], now: unknown): readonly Change[] {
  const back: Change[] = [];
  let here = now;
  const take = (change: Change): void => {
    back.push(change);
    here = applied(here, [change]);
  };
  for (const change of changes.toReversed()) {
    if (change.kind === 'remove') continue;
    const path = found(here, change.path, change.value);
    if (path === undefined) continue;
    const earlier = at(before, change.path);
    if (earlier !== undefined) {
      take(set(path, earlier));
      continue;
    }
    take(remove(path));
    for (let depth = path.length - 1; depth > 0; depth -= 1) {
      const parent = path.slice(0, depth);
      if (at(before, parent) !== undefined || !isEmpty(at(here, parent))) break;
      take(remove(parent));
    }
  }
  return back;
}

/** Where the written value is now; items of a list may have moved. Undefined when it is gone or has been changed. */
function found(now: unknown, path: Path, value: unknown): Path | undefined {
  const key = path.at(-1);
  if (typeof key !== 'number') return same(at(now, path), value) ? path : undefined;
  const list = at(now, path.slice(0, -1));
  const index = Array.isArray(list) ? list.findIndex(item => same(item, value)) : -1;
  return index === -1 ? undefined : [...path.slice(0, -1), index];
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
