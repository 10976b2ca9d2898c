import { createHash } from 'node:crypto';
import { openaiChat } from '../../../src/proxy/dialects/openai-chat.js';
import { readControls } from '../../../src/proxy/intake/controls.js';
import type { Controls, Fingerprint, JsonObject, Prompt } from '../../../src/proxy/prompt.js';
import type { Finding, StoredReply } from '../../../src/proxy/wire.js';

/** What a test says about a request; the rest is an ordinary single question. */
export interface Ask extends Partial<Controls> {
  readonly id?: string;
  readonly text?: string;
  readonly model?: string;
  readonly tenant?: string;
  readonly system?: string;
  readonly cacheability?: Fingerprint['cacheability'];
}

/** A prompt and its fingerprint, as intake and the fingerprint room would give them. */
export function ask(what: Ask = {}): { readonly prompt: Prompt; readonly fingerprint: Fingerprint } {
  const { text = 'How do I reverse a list?', model = 'gpt-test', tenant = 'tenant', system = '', ...rest } = what;
  const { cacheability = 'loose', id = 'p1', ...given } = rest;
  const controls: Controls = { ...readControls({}), ...given };
  const body: JsonObject = {
    model,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: text },
    ],
  };
  const prompt: Prompt = {
    id,
    receivedMs: 0,
    startTick: 0,
    dialect: openaiChat,
    path: '/chat/completions',
    query: '',
    headers: {},
    raw: Buffer.from(JSON.stringify(body)),
    body,
    facts: openaiChat.read(body),
    controls,
    client: 'test',
    origin: {
      auth: 'none',
      provider: { name: 'openai', url: 'http://127.0.0.1:9/v1', auth: 'none', dialects: ['openai-chat'] },
      key: undefined,
      tenant,
    },
    signal: new AbortController().signal,
  };
  const scope = [model, system, tenant, controls.workspace, controls.namespace, controls.route ?? ''];
  const fingerprint: Fingerprint = {
    exactKey: sha256([...scope, text]),
    cacheability,
    why: cacheability === 'loose' ? undefined : 'tools',
    loose: cacheability === 'loose' ? { partition: sha256([model, system]), text } : undefined,
    role: 'main',
    session: 's',
    inToolLoop: false,
  };
  return { prompt, fingerprint };
}

/** A whole reply that says `text`. */
export function answer(text: string): StoredReply {
  return {
    dialect: 'openai-chat',
    form: 'whole',
    body: Buffer.from(JSON.stringify({ choices: [{ message: { content: text } }] })),
    usage: { input: 10, cachedInput: 0, cacheWrite: 0, output: 5, reasoning: 0 },
    modelServed: 'gpt-test',
    providerServed: 'openai',
  };
}

/** A reply that ended well, with the differences a test wants. */
export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    usage: answer('').usage,
    model: 'gpt-test',
    end: 'complete',
    calledTools: false,
    refused: false,
    empty: false,
    answerChars: 10,
    ...changes,
  };
}

function sha256(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
