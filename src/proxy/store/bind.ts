import type { SqlValue } from '../rooms/store.js';
import type { BoundValue } from './engine.js';
import { BindError } from './errors.js';

/**
 * The parameters as every engine takes them: booleans become 0 and 1. Throws {@link BindError} for anything else than
 * the types of {@link SqlValue}, because libsql ends the process on some of it, and for NaN, which would become NULL.
 */
export function bindable(params: readonly SqlValue[]): readonly BoundValue[] {
  return params.map(toBound);
}

function toBound(value: SqlValue, index: number): BoundValue {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' || typeof value === 'bigint' || value === null) return value;
  if (typeof value === 'number' && !Number.isNaN(value)) return value;
  if (value instanceof Uint8Array) return value;
  throw new BindError(`Parameter ${index + 1} cannot be stored: it is ${kindOf(value)}.`);
}

/** The contract rules these out, but a value that slipped past the types must still be no crash. */
function kindOf(value: unknown): string {
  if (typeof value === 'number') return 'not a number';
  return typeof value === 'object'
    ? `an object of type ${value?.constructor.name ?? 'null'}`
    : `of type ${typeof value}`;
}
