import { isObject } from '../value.js';

/** How somebody writes their JSON. */
export interface JsonStyle {
  /** One step of indentation. */
  readonly unit: string;
  /** The whole text stands on one line. */
  readonly inline: boolean;
  /** What stands behind colons and commas on one line. */
  readonly gap: '' | ' ';
}

export function styleOf(text: string): JsonStyle {
  return {
    unit: /\n([ \t]+)["[{]/.exec(text)?.[1] ?? '  ',
    inline: !text.trim().includes('\n') && !/^[[{]\s*[\]}]$/.test(text.trim()),
    gap: /"\s*:\S/.test(text) && !/"\s*:\s/.test(text) ? '' : ' ',
  };
}

/** A value as text. `indent` is that of its own line; undefined keeps it all on one line. */
export function renderJson(value: unknown, indent: string | undefined, style: JsonStyle): string {
  if (Array.isArray(value)) {
    const flat = indent === undefined || value.every(item => typeof item !== 'object' || item === null);
    const items = value.map(item => renderJson(item, flat ? undefined : indent + style.unit, style));
    return wrapped(items, ['[', ']'], flat ? undefined : indent, style);
  }
  if (isObject(value)) {
    const inner = indent === undefined ? undefined : indent + style.unit;
    const items = Object.entries(value).map(
      ([key, item]) => `${JSON.stringify(key)}:${style.gap}${renderJson(item, inner, style)}`,
    );
    return wrapped(items, ['{', '}'], indent, style);
  }
  return JSON.stringify(value);
}

function wrapped(
  items: readonly string[],
  [open, close]: readonly ['[', ']'] | readonly ['{', '}'],
  indent: string | undefined,
  style: JsonStyle,
): string {
  if (items.length === 0) return open + close;
  if (indent !== undefined) {
    const line = `\n${indent}${style.unit}`;
    return `${open}${line}${items.join(`,${line}`)}\n${indent}${close}`;
  }
  const pad = open === '{' ? style.gap : '';
  return `${open}${pad}${items.join(`,${style.gap}`)}${pad}${close}`;
}
