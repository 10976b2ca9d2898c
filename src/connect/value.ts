// What a configuration file says, whatever it is written in: objects, lists and scalars. Pure.

/** Keys of objects and indexes of lists, from the root. */
export type Path = readonly (string | number)[];

/** One thing to be different in a file. An index one past the end of a list adds an item. */
export type Change =
  | { readonly kind: 'set'; readonly path: Path; readonly value: unknown }
  | { readonly kind: 'remove'; readonly path: Path };

export function set(path: Path, value: unknown): Change {
  return { kind: 'set', path, value };
}

export function remove(path: Path): Change {
  return { kind: 'remove', path };
}

/** What lies at the path; undefined when there is nothing. */
export function at(value: unknown, path: Path): unknown {
  let here = value;
  for (const key of path) {
    if (!isContainer(here) || !Object.hasOwn(here, key)) return undefined;
    here = (here as Record<string | number, unknown>)[key];
  }
  return here;
}

/** The object at the path, or an empty one. */
export function objectAt(value: unknown, path: Path): Readonly<Record<string, unknown>> {
  const found = at(value, path);
  return isObject(found) ? found : {};
}

/** The list at the path, or an empty one. */
export function listAt(value: unknown, path: Path): readonly unknown[] {
  const found = at(value, path);
  return Array.isArray(found) ? found : [];
}

/** The text at the path, or undefined. */
export function textAt(value: unknown, path: Path): string | undefined {
  const found = at(value, path);
  return typeof found === 'string' ? found : undefined;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** The changes were made for a file of another shape; the sentence says what is in the way. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
  readonly reason = 'shape';
}

/** The value with the changes made, one after the other. The given value stays as it is. Throws {@link ShapeError}. */
export function applied(value: unknown, changes: readonly Change[]): unknown {
  return changes.reduce((whole, change) => changed(whole, change.path, change), value);
}

function changed(here: unknown, path: Path, change: Change): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change.kind === 'set' ? change.value : undefined;
  if (typeof key === 'number') {
    const list = here === undefined || here === null ? [] : here;
    if (!Array.isArray(list) || key > list.length) throw inTheWay(change.path, 'a list');
    if (change.kind === 'remove' && rest.length === 0) return list.filter((_, index) => index !== key);
    const items: unknown[] = [...(list as unknown[])];
    items[key] = changed(items[key], rest, change);
    return items;
  }
  const object = here === undefined || here === null ? {} : here;
  if (!isObject(object)) throw inTheWay(change.path, 'an object');
  if (change.kind === 'remove') {
    if (!Object.hasOwn(object, key)) return here;
    if (rest.length === 0) return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
  }
  return { ...object, [key]: changed(Object.hasOwn(object, key) ? object[key] : undefined, rest, change) };
}

function inTheWay(path: Path, wanted: string): ShapeError {
  return new ShapeError(`'${path.join('.')}' cannot be set, because what is there now is not part of ${wanted}`);
}

/** Equal in meaning; the order of an object's keys does not count. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, at) => same(item, b[at]));
  }
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every(key => Object.hasOwn(b, key) && same(a[key], b[key]));
  }
  // Dates of a TOML file are objects of a class of their own; their text tells them apart.
  return a instanceof Date && b instanceof Date && a.toJSON() === b.toJSON();
}

/** The same for two whole files: one that says nothing is as good as one with an empty object or list. */
export function sameWhole(a: unknown, b: unknown): boolean {
  return same(a, b) || (isNothing(a) && isNothing(b));
}

function isNothing(value: unknown): boolean {
  return value === undefined || (isContainer(value) && Object.keys(value).length === 0);
}

/** The value without empty objects inside objects. */
export function pruned(value: unknown): unknown {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, pruned(item)] as const);
  return Object.fromEntries(entries.filter(([, item]) => !isObject(item) || Object.keys(item).length > 0));
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
