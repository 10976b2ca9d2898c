import type { Json, JsonObject } from '../prompt.js';
import { asObject } from './shape.js';

/** Tools in the order of their names' code units, the same on every machine: some clients shuffle them. */
export function sortedByName(tools: readonly Json[], nameOf: (tool: Json) => string): readonly Json[] {
  return tools.toSorted((a, b) => {
    const [first, second] = [nameOf(a), nameOf(b)];
    return first < second ? -1 : first > second ? 1 : 0;
  });
}

/** What was said, with the last user message changed; the same where the user said nothing. */
export function changeLastUser(items: readonly Json[], change: (message: JsonObject) => Json): readonly Json[] {
  const last = items.findLastIndex(item => asObject(item)?.['role'] === 'user');
  return items.map((item, index) => (index === last ? change(asObject(item) ?? {}) : item));
}
