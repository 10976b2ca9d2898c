import { openaiChat } from '../../src/proxy/dialects/openai-chat.js';
import { readControls } from '../../src/proxy/intake/controls.js';
import type { Controls, JsonObject, Prompt } from '../../src/proxy/prompt.js';
import type { Provider } from '../../src/proxy/rooms/provider.js';

export const openai: Provider = {
  name: 'openai',
  url: 'https://api.openai.com/v1',
  auth: 'bearer',
  dialects: ['openai-chat'],
};

export interface Changes {
  readonly headers?: Readonly<Record<string, string>>;
  readonly controls?: Partial<Controls>;
  readonly origin?: Partial<Prompt['origin']>;
  readonly client?: string;
  readonly path?: string;
  readonly query?: string;
  /** The bytes as they came; else the body as JSON. */
  readonly raw?: string;
}

/** A whole prompt around a chat body, as the door would build it. */
export function makePrompt(body: JsonObject, changes: Changes = {}): Prompt {
  const raw = Buffer.from(changes.raw ?? JSON.stringify(body));
  const parsed = JSON.parse(raw.toString('utf8')) as JsonObject;
  return {
    id: 'id',
    receivedMs: 0,
    startTick: 0,
    dialect: openaiChat,
    path: changes.path ?? '/chat/completions',
    query: changes.query ?? '',
    headers: changes.headers ?? {},
    raw,
    body: parsed,
    facts: openaiChat.read(parsed),
    controls: { ...readControls({}), ...changes.controls },
    client: changes.client ?? 'unknown',
    origin: { provider: openai, auth: 'bearer', key: 'sk-test', tenant: 'tenant-a', ...changes.origin },
    signal: new AbortController().signal,
  };
}

/** A chat body from who-said-what pairs, `system: ...` first where there is one. */
export function chat(turns: readonly (readonly [role: string, content: string])[], more: JsonObject = {}): JsonObject {
  return { model: 'gpt-4.1', messages: turns.map(([role, content]) => ({ role, content })), ...more };
}

export const tool: JsonObject = { type: 'function', function: { name: 'read_file', parameters: { type: 'object' } } };
