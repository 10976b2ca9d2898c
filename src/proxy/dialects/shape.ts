import type { Json, JsonObject } from '../prompt.js';

// Reading bodies whose shape nobody has checked: a wrong type reads as absent.

export function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !isArray(value) ? value : undefined;
}

/** The JSON object in this text or these bytes; undefined when it is none. */
export function parseObject(source: Buffer | string): JsonObject | undefined {
  const text = typeof source === 'string' ? source : source.toString('utf8');
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    return asObject(JSON.parse(text) as Json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function asArray(value: Json | undefined): readonly Json[] {
  return value !== undefined && isArray(value) ? value : [];
}

export function asString(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function asNumber(value: Json | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A token count: a whole number from 0 up; anything else counts as 0. */
export function asCount(value: Json | undefined): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

// `Array.isArray` widens readonly arrays to `any[]`.
function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
