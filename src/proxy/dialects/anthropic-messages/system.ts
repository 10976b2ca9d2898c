import type { Json } from '../../prompt.js';
import { asArray, asObject, asString } from '../shape.js';

/**
 * The system prompt without Claude Code's billing line, which stands at the start of it or of one of its blocks, holds
 * a checksum that changes with every request, and is meant for the provider's books. Undefined when nothing is left.
 */
export function withoutBillingLine(system: Json | undefined): Json | undefined {
  if (typeof system === 'string') return afterLine(system);
  if (!Array.isArray(system)) return system;
  const given = asArray(system);
  const kept = given.map(blockWithout).filter(block => block !== undefined);
  return kept.length === 0 && given.length > 0 ? undefined : kept;
}

function blockWithout(value: Json): Json | undefined {
  const block = asObject(value);
  const text = asString(block?.['text']);
  if (text === undefined || !isBilled(text)) return value;
  const rest = afterLine(text);
  return rest === undefined ? undefined : { ...block, text: rest };
}

function isBilled(text: string): boolean {
  return text.startsWith('x-anthropic-billing-header:');
}

function afterLine(text: string): string | undefined {
  if (!isBilled(text)) return text;
  const end = text.indexOf('\n');
  return end === -1 || end === text.length - 1 ? undefined : text.slice(end + 1);
}
