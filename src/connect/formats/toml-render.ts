import { UnchangeableError } from '../format.js';
import { isObject } from '../value.js';

/** A value on one line, objects as inline tables. */
export function renderToml(value: unknown): string {
  if (typeof value === 'string') return tomlString(value);
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return renderNumber(value);
  if (value instanceof Date) return value.toJSON();
  if (Array.isArray(value)) return `[${value.map(renderToml).join(', ')}]`;
  if (isObject(value)) {
    const pairs = Object.entries(value).map(([key, item]) => `${tomlKey([key])} = ${renderToml(item)}`);
    return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
  }
  throw new UnchangeableError(`TOML has no word for ${String(value)}`);
}

/** A dotted key. */
export function tomlKey(path: readonly (string | number)[]): string {
  return path.map(key => (/^[A-Za-z0-9_-]+$/.test(String(key)) ? String(key) : tomlString(String(key)))).join('.');
}

function tomlString(text: string): string {
  return JSON.stringify(text).replaceAll('\u007f', '\\u007f');
}

function renderNumber(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return String(value);
}
