import type { Json, JsonObject } from '../../prompt.js';
import { asObject, asString } from '../shape.js';
import { isToolCall } from './blocks.js';

/** Gives the ids of tool calls numbers by their first appearance. One for each body. */
export class CallNumbers {
  readonly #numbers = new Map<string, string>();

  /** The block with its own id and those it points to replaced. */
  in(block: JsonObject): JsonObject {
    const changed: Record<string, Json> = { ...block };
    if (isToolCall(block)) this.#replace(changed, 'id');
    this.#replace(changed, 'tool_use_id');
    // A call that was made by code which itself runs in a call.
    const caller = asObject(block['caller']);
    if (caller !== undefined) {
      const numbered: Record<string, Json> = { ...caller };
      this.#replace(numbered, 'tool_id');
      changed['caller'] = numbered;
    }
    return changed;
  }

  #replace(object: Record<string, Json>, field: string): void {
    const id = asString(object[field]);
    if (id === undefined) return;
    const number = this.#numbers.get(id) ?? `call-${this.#numbers.size}`;
    this.#numbers.set(id, number);
    object[field] = number;
  }
}
