import { z } from 'zod';
import type { Json } from '../../prompt.js';
import { pick, type Dice } from './dice.js';

/** Deeper parts of a schema are left empty, so that one that refers to itself ends. */
const maxDepth = 6;

/** A value that fits the common parts of a JSON schema. Free text says that it is a demo. */
export function valueFor(schema: unknown, dice: Dice, mark: string, depth = 0): Json {
  const parsed = partSchema.safeParse(schema);
  if (!parsed.success || depth > maxDepth) return null;
  const part = parsed.data;
  if (part.const !== undefined) return part.const;
  if (part.enum !== undefined && part.enum.length > 0) return pick(dice, part.enum);
  const choices = part.anyOf ?? part.oneOf;
  if (choices !== undefined) return valueFor(choices[0], dice, mark, depth + 1);
  switch (Array.isArray(part.type) ? part.type[0] : (part.type ?? 'object')) {
    case 'object':
      return Object.fromEntries(
        Object.entries(part.properties ?? {}).map(([name, inner]) => [name, valueFor(inner, dice, mark, depth + 1)]),
      );
    case 'array':
      return [valueFor(part.items, dice, mark, depth + 1)];
    case 'string':
      return `demo ${mark}`;
    case 'integer':
      return dice(10);
    case 'number':
      return dice(101) / 100;
    case 'boolean':
      return dice(2) === 1;
    case undefined:
    default:
      return null;
  }
}

const jsonSchema = z.json();
const partSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: jsonSchema.optional(),
  enum: z.array(jsonSchema).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
});
