import type { Json, JsonObject, NewId } from '../../prompt.js';
import { asArray, asObject, asString } from '../shape.js';

/**
 * New names for a reply's own ids: of the response, of its items and of its calls. Each keeps the start that tells its
 * kind (`msg_`, `call_`), because providers refuse ids of another kind when they are sent back. `carriers` are response
 * objects and the events that hold a response or an item. An item with encrypted content keeps its id: providers
 * refuse the content under any other.
 */
export function freshIds(carriers: readonly JsonObject[], newId: NewId): ReadonlyMap<string, string> {
  const fresh = new Map<string, string>();
  const bound = new Set<string>();
  const rename = (value: Json | undefined, start: string) => {
    const id = asString(value) ?? '';
    if (id !== '' && !fresh.has(id)) fresh.set(id, `${/^[a-z]+_/.exec(id)?.[0] ?? start}${newId()}`);
  };
  for (const carrier of carriers) {
    const response = asObject(carrier['response']) ?? carrier;
    if (response !== carrier || response['object'] === 'response') rename(response['id'], 'resp_');
    for (const value of [...asArray(response['output']), carrier['item']]) {
      const item = asObject(value) ?? {};
      rename(item['id'], starts[asString(item['type']) ?? ''] ?? 'item_');
      rename(item['call_id'], 'call_');
      if ((asString(item['encrypted_content']) ?? '') !== '') bound.add(asString(item['id']) ?? '');
    }
  }
  for (const id of bound) fresh.delete(id);
  return fresh;
}

const starts: Readonly<Record<string, string>> = { message: 'msg_', reasoning: 'rs_', function_call: 'fc_' };

/**
 * Puts new ids in place of old ones, in fields that hold ids and nowhere else: an id may be a word that the answer
 * uses too. Inside JSON strings quotes are escaped, so that no text can look like a field.
 */
export function renameIds(text: string, names: ReadonlyMap<string, string>): string {
  if (names.size === 0) return text;
  return text.replace(idField, (field: string, key: string, colon: string, id: string) => {
    const name = names.get(id);
    return name === undefined ? field : `${key}${colon}"${name}"`;
  });
}

const idField = /("(?:id|item_id|call_id|response_id|caller_id|approval_request_id)")(\s*:\s*)"([^"\\]*)"/g;
