/** One piece of a message, whatever the editor's class for it is. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'data'; readonly mimeType: string; readonly data: Uint8Array }
  | { readonly kind: 'tool-call'; readonly callId: string; readonly name: string; readonly input: object }
  | { readonly kind: 'tool-result'; readonly callId: string; readonly content: readonly Part[] };

export interface Message {
  readonly role: 'user' | 'assistant' | 'system';
  readonly name: string | undefined;
  readonly parts: readonly Part[];
}

/**
 * Tells a part by its members: newer editors have classes that the types of the oldest one do not know. Undefined for
 * what a model is not to see, such as its own thoughts of an earlier turn.
 */
export function toPart(part: unknown): Part | undefined {
  if (typeof part === 'string') return { kind: 'text', text: part };
  if (typeof part !== 'object' || part === null) return undefined;
  const { callId, name, input, content, mimeType, data, value } = part as Record<string, unknown>;
  if (typeof callId === 'string' && typeof name === 'string') {
    return { kind: 'tool-call', callId, name, input: typeof input === 'object' && input !== null ? input : {} };
  }
  if (typeof callId === 'string') {
    const inner = Array.isArray(content) ? content.flatMap(item => toPart(item) ?? []) : [];
    return { kind: 'tool-result', callId, content: inner };
  }
  if (typeof mimeType === 'string' && data instanceof Uint8Array) return { kind: 'data', mimeType, data };
  // Thoughts have a value as texts do, and an id or metadata besides.
  if ('metadata' in part || 'id' in part) return undefined;
  if (typeof value === 'string') return { kind: 'text', text: value };
  return value === undefined ? undefined : { kind: 'text', text: JSON.stringify(value) };
}

/** The editor's roles; 3 is the system's, which newer editors have. */
export function toRole(role: number): Message['role'] {
  return role === 2 ? 'assistant' : role === 3 ? 'system' : 'user';
}
