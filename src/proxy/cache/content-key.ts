import { LRUCache } from 'lru-cache';
import { gateKey } from './match/gate-key.js';

/** Texts between their lookup and their landing, and the ones that are asked most. */
const remembered = new LRUCache<string, { readonly key: string | undefined }>({ max: 512 });

/** {@link gateKey}, worked out once for a prompt that is looked up, not found, and kept. */
export function contentKey(text: string): string | undefined {
  let found = remembered.get(text);
  if (found === undefined) {
    found = { key: gateKey(text) };
    remembered.set(text, found);
  }
  return found.key;
}
