/** What the tab keeps until it is closed. Where the browser forbids it, nothing is kept and the page still works. */
export function readItem(name: string): string | undefined {
  try {
    return sessionStorage.getItem(name) ?? undefined;
  } catch {
    // Storage is blocked by the user's settings.
    return undefined;
  }
}

/** Undefined takes the item away. */
export function writeItem(name: string, value: string | undefined): void {
  try {
    if (value === undefined) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, value);
  } catch {
    // As above; the page lives with what it has in memory.
  }
}
