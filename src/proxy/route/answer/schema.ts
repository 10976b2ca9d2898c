import type { Json, JsonObject } from '../../prompt.js';

/**
 * Whether a value fits a JSON schema, as far as the words go that structured outputs use: types, properties, required,
 * items, enum, const, bounds, anyOf, oneOf, allOf, and references inside the schema. A word that is not known here
 * forbids nothing.
 */
export function fits(value: Json, schema: JsonObject): boolean {
  return new Check(schema).fits(value, schema, 0);
}

/** A schema may refer to itself; values nest as deep as they are long, schemas without a value may not. */
const maxDepth = 64;

class Check {
  constructor(private readonly root: JsonObject) {}

  fits(value: Json, schema: Json | undefined, depth: number): boolean {
    if (schema === true || schema === undefined || !isObject(schema) || depth > maxDepth) return schema !== false;
    const inner = (sub: Json | undefined, of: Json = value) => this.fits(of, sub, depth + 1);
    const target = schema['$ref'];
    if (typeof target === 'string' && !inner(this.#resolve(target))) return false;
    return (
      hasType(value, schema['type']) &&
      isListed(value, schema) &&
      isWithin(value, schema) &&
      list(schema['allOf']).every(sub => inner(sub)) &&
      (list(schema['anyOf']).length === 0 || list(schema['anyOf']).some(sub => inner(sub))) &&
      (list(schema['oneOf']).length === 0 || list(schema['oneOf']).filter(sub => inner(sub)).length === 1) &&
      this.#children(value, schema, inner)
    );
  }

  #children(value: Json, schema: JsonObject, inner: (sub: Json | undefined, of: Json) => boolean): boolean {
    if (isArray(value)) return value.every(item => inner(schema['items'], item));
    if (!isObject(value)) return true;
    const known = isObject(schema['properties']) ? schema['properties'] : {};
    const more = schema['additionalProperties'];
    return (
      list(schema['required']).every(name => typeof name !== 'string' || Object.hasOwn(value, name)) &&
      Object.entries(value).every(([name, of]) => inner(Object.hasOwn(known, name) ? known[name] : more, of))
    );
  }

  #resolve(target: string): Json | undefined {
    if (!target.startsWith('#')) return undefined;
    const steps = target
      .slice(1)
      .split('/')
      .filter(step => step !== '');
    return steps.reduce<Json | undefined>((at, step) => {
      const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
      return isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined;
    }, this.root);
  }
}

function hasType(value: Json, type: Json | undefined): boolean {
  if (type === undefined) return true;
  return (isArray(type) ? type : [type]).some(name => typeof name !== 'string' || isOf(value, name));
}

function isOf(value: Json, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function isListed(value: Json, schema: JsonObject): boolean {
  const same = (other: Json) => JSON.stringify(other) === JSON.stringify(value);
  const { enum: choices, const: only } = schema;
  return (choices === undefined || list(choices).some(same)) && (only === undefined || same(only));
}

function isWithin(value: Json, schema: JsonObject): boolean {
  const size =
    typeof value === 'number'
      ? ([value, 'minimum', 'maximum'] as const)
      : typeof value === 'string'
        ? ([value.length, 'minLength', 'maxLength'] as const)
        : isArray(value)
          ? ([value.length, 'minItems', 'maxItems'] as const)
          : undefined;
  if (size === undefined) return true;
  const [least, most] = [schema[size[1]], schema[size[2]]];
  return (typeof least !== 'number' || size[0] >= least) && (typeof most !== 'number' || size[0] <= most);
}

function list(value: Json | undefined): readonly Json[] {
  return value !== undefined && isArray(value) ? value : [];
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
