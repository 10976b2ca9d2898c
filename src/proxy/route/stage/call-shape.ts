import type { Json } from '../../prompt.js';
import type { ToolStep } from '../../wire.js';

/** Characters of a call's arguments, and of its result, that are looked at. */
const shapeChars = 2_000;
const depth = 4;

/**
 * What a call looks like: equal for equal calls that gave the same, and whether it brings something to be written. A call
 * that is made again and gives something else, such as a test run, gets on.
 */
export interface CallShape {
  readonly key: string;
  readonly writes: boolean;
}

/** Reads the beginning of a call's arguments, however long they are. */
export function shapeOf({ name, arguments: given, result }: ToolStep): CallShape {
  const reader = new Reader();
  reader.read(given, '', 0);
  const gave = `${result.length} ${result.slice(0, shapeChars / 2)} ${result.slice(-shapeChars / 2)}`;
  return { key: `${name} ${reader.length} ${reader.text} ${gave}`, writes: reader.writes };
}

/** Names under which tools take what shall stand in a file. They are part of an interface, not of a language. */
const contentName =
  /^(?:new_?(?:string|str|text|content|source)|contents?|file_?text|patch|diff|replace(?:ment)?|edits?)$/i;
/** A patch, whatever the member is called that holds it. */
const patchShape = /^(?:\*\*\* Begin Patch|diff --git |--- \S|@@ -\d)/m;

class Reader {
  text = '';
  length = 0;
  writes = false;

  read(value: Json | undefined, name: string, level: number): void {
    if (typeof value === 'string') this.#string(value, name);
    else if (Array.isArray(value))
      this.#children(
        [...(value as readonly Json[]).entries()].map(([at, one]) => [String(at), one]),
        name,
        level,
      );
    else if (typeof value === 'object' && value !== null) this.#children(Object.entries(value), name, level);
    else this.#add(String(value));
  }

  #children(entries: readonly (readonly [string, Json])[], parent: string, level: number): void {
    this.length += entries.length;
    if (level >= depth) return;
    for (const [key, value] of entries.slice(0, 20)) {
      this.#add(key);
      // The places of a list are named like the list.
      this.read(value, /^\d+$/.test(key) ? parent : key, level + 1);
    }
  }

  #string(value: string, name: string): void {
    this.length += value.length;
    const head = value.slice(0, shapeChars);
    this.#add(head);
    if (name === '' && head.trimStart().startsWith('{')) this.#arguments(value);
    else this.writes ||= (contentName.test(name) && value !== '') || patchShape.test(head);
  }

  /** Some dialects send arguments as the text of an object. A long one is not parsed: its members' names are enough. */
  #arguments(text: string): void {
    for (const [, name = '', rest = ''] of text.slice(0, shapeChars).matchAll(member)) {
      this.writes ||= contentName.test(name) && rest !== '"';
    }
    this.writes ||= patchShape.test(text.slice(0, shapeChars).replaceAll('\\n', '\n'));
  }

  #add(text: string): void {
    if (this.text.length < shapeChars) this.text += `${text.slice(0, shapeChars)}\n`;
  }
}

/** A member's name, and the first character of what it holds. */
const member = /"(\w{1,40})"\s*:\s*"(.)/g;
