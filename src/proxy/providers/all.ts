import type { Provider } from '../rooms/provider.js';

/** A provider that needs no settings: the key in its environment variable is enough. */
export interface KnownProvider extends Provider {
  /** Name of the environment variable that holds the key; undefined for endpoints that take none. */
  readonly keyEnv: string | undefined;
}

/** Every built-in provider except the demo, whose address is only known once it runs. */
export const knownProviders: readonly KnownProvider[] = [
  {
    ...chat('openai', 'https://api.openai.com/v1', 'OPENAI_API_KEY'),
    dialects: ['openai-chat', 'openai-responses', 'openai-completions', 'openai-embeddings'],
  },
  // Its own dialect first; it also has an OpenAI-compatible endpoint under the same address.
  {
    ...chat('anthropic', 'https://api.anthropic.com/v1', 'ANTHROPIC_API_KEY'),
    dialects: ['anthropic-messages', 'anthropic-count-tokens', 'openai-chat'],
  },
  chat('openrouter', 'https://openrouter.ai/api/v1', 'OPENROUTER_API_KEY'),
  chat('deepseek', 'https://api.deepseek.com/v1', 'DEEPSEEK_API_KEY'),
  {
    ...chat('gemini', 'https://generativelanguage.googleapis.com/v1beta/openai', 'GEMINI_API_KEY'),
    priceId: 'google',
  },
  chat('mistral', 'https://api.mistral.ai/v1', 'MISTRAL_API_KEY'),
  chat('groq', 'https://api.groq.com/openai/v1', 'GROQ_API_KEY'),
  {
    name: 'ollama',
    url: 'http://127.0.0.1:11434/v1',
    auth: 'none',
    dialects: ['openai-chat'],
    keyEnv: undefined,
  },
];

/**
 * The demo upstream as a provider: it is priced as the models it plays the part of, and shown as a demo everywhere.
 * `url` is the address that `startDemoUpstream` gave, with `/v1` added.
 */
export function demoProvider(url: string): KnownProvider {
  return {
    name: 'demo',
    url,
    auth: 'none',
    dialects: ['openai-chat'],
    priceId: 'openai',
    demo: true,
    keyEnv: undefined,
  };
}

function chat(name: string, url: string, keyEnv: string): KnownProvider {
  return { name, url, auth: 'bearer', dialects: ['openai-chat'], keyEnv };
}
