import { createHash } from 'node:crypto';
import { openaiChat } from '../../src/proxy/dialects/openai-chat.js';
import { readControls } from '../../src/proxy/intake/controls.js';
import type { Fingerprint, JsonObject, Prompt } from '../../src/proxy/prompt.js';

const verbs = ['sort', 'copy', 'reverse', 'parse', 'split', 'flatten', 'validate', 'serialise', 'compress', 'iterate'];
const things = ['list', 'string', 'file', 'date', 'JSON object', 'matrix', 'CSV table', 'queue', 'tree', 'buffer'];
const places = ['Python', 'Go', 'Rust', 'Java', 'Kotlin', 'Ruby', 'PHP', 'Swift', 'bash', 'TypeScript'];

/** How many different questions there are. */
export const questionCount = verbs.length * things.length * places.length;

/** The question of a number, as it is stored. */
export function question(i: number): string {
  const [verb, thing, place] = words(i);
  return `How do I ${verb} a ${thing} in ${place}?`;
}

/** The same question in another wrapping. */
export function rephrased(i: number): string {
  const [verb, thing, place] = words(i);
  return `Please tell me how to ${verb} a ${thing} in ${place}`;
}

/** A question that was never stored. */
export function unknown(i: number): string {
  const [verb, thing, place] = words(i);
  return `Why does my program in ${place} fail with error ${i} when I ${verb} a ${thing}?`;
}

/** What the proxy makes of a question before the cache sees it. */
export function asPrompt(text: string): { readonly prompt: Prompt; readonly fingerprint: Fingerprint } {
  const body: JsonObject = { model: 'bench', messages: [{ role: 'user', content: text }] };
  const prompt: Prompt = {
    id: 'bench',
    receivedMs: 0,
    startTick: 0,
    dialect: openaiChat,
    path: '/chat/completions',
    query: '',
    headers: {},
    raw: Buffer.from(JSON.stringify(body)),
    body,
    facts: openaiChat.read(body),
    controls: readControls({}),
    client: 'bench',
    origin: {
      auth: 'none',
      provider: { name: 'bench', url: 'http://127.0.0.1:9', auth: 'none', dialects: ['openai-chat'] },
      key: undefined,
      tenant: '',
    },
    signal: new AbortController().signal,
  };
  const fingerprint: Fingerprint = {
    exactKey: createHash('sha256').update(text).digest('hex'),
    cacheability: 'loose',
    why: undefined,
    loose: { partition: 'bench', text },
    role: 'main',
    session: 'bench',
    inToolLoop: false,
  };
  return { prompt, fingerprint };
}

function words(i: number): readonly [string, string, string] {
  return [
    verbs[i % verbs.length] ?? '',
    things[Math.floor(i / verbs.length) % things.length] ?? '',
    places[Math.floor(i / (verbs.length * things.length)) % places.length] ?? '',
  ];
}
