import type { Json } from '../prompt.js';

/**
 * A JSON value as text that is equal for equal values and different for different ones: object keys sorted by code
 * unit, every string and container prefixed with its size so that no two values can run into each other. Faster than
 * sorted `JSON.stringify` because nothing is escaped. Not meant to be parsed. It comes in parts, so that long texts in it
 * need not be copied together.
 *
 * `lossy` is true when a number in it is an integer beyond 2^53: its last digits were lost when the body was parsed,
 * so two different requests may look equal.
 */
export function stableText(value: Json): { readonly parts: readonly string[]; readonly lossy: boolean } {
  const writer = new StableWriter();
  writer.write(value);
  return { parts: [...writer.parts, writer.text], lossy: writer.lossy };
}

/** From about this length on, a call for one more part costs less than the copy. */
const longChars = 1_024;

class StableWriter {
  readonly parts: string[] = [];
  text = '';
  lossy = false;

  write(value: Json): void {
    if (typeof value === 'string' && value.length >= longChars) {
      this.parts.push(`${this.text}"${value.length}:`, value);
      this.text = '';
    } else if (typeof value === 'string') {
      this.text += `"${value.length}:${value}`;
    } else if (typeof value === 'number') {
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) this.lossy = true;
      this.text += `#${value};`;
    } else if (typeof value !== 'object') {
      this.text += value ? 't' : 'f';
    } else if (value === null) {
      this.text += 'n';
    } else if (isArray(value)) {
      this.text += `[${value.length}:`;
      for (const item of value) this.write(item);
    } else {
      const keys = Object.keys(value).sort();
      this.text += `{${keys.length}:`;
      for (const key of keys) {
        this.text += `"${key.length}:${key}`;
        this.write(value[key] ?? null);
      }
    }
  }
}

/** `Array.isArray` does not narrow readonly arrays. */
function isArray(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
