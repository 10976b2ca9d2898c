/** A built-in provider that takes a key, as the user meets it. Addresses and dialects are the proxy's business. */
export interface KeyedProvider {
  /** As settings and tiers name it. */
  readonly name: string;
  readonly label: string;
  /** How its keys begin. Providers change that now and then, so another beginning is doubtful, not wrong. */
  readonly keyPrefixes: readonly string[];
  /** Where its keys are made. */
  readonly keysUrl: string;
}

/** Held against the proxy's own list by test/protocol/providers.test.ts. */
export const keyedProviders: readonly KeyedProvider[] = [
  of('openai', 'OpenAI', ['sk-'], 'https://platform.openai.com/api-keys'),
  of('anthropic', 'Anthropic', ['sk-ant-'], 'https://console.anthropic.com/settings/keys'),
  of('openrouter', 'OpenRouter', ['sk-or-'], 'https://openrouter.ai/settings/keys'),
  of('deepseek', 'DeepSeek', ['sk-'], 'https://platform.deepseek.com/api_keys'),
  of('gemini', 'Google Gemini', ['AIza', 'AQ.'], 'https://aistudio.google.com/apikey'),
  of('mistral', 'Mistral', [], 'https://console.mistral.ai/api-keys'),
  of('groq', 'Groq', ['gsk_'], 'https://console.groq.com/keys'),
];

function of(name: string, label: string, keyPrefixes: readonly string[], keysUrl: string): KeyedProvider {
  return { name, label, keyPrefixes, keysUrl };
}

/** What is wrong with a text that should be a key, for the user. `refused`: it cannot be one; `doubtful`: it may be. */
export type KeyDoubt = { readonly kind: 'refused' | 'doubtful'; readonly message: string };

/** Looks at the shape only; nothing is sent anywhere. Undefined: looks right. */
export function doubtAboutKey(text: string, provider: string): KeyDoubt | undefined {
  const key = text.trim();
  if (key === '') return { kind: 'refused', message: 'Paste the key, or press Escape to leave.' };
  if (!/^[\x21-\x7e]+$/.test(key)) {
    return {
      kind: 'refused',
      message: 'A key is one word of letters, digits and signs. This has blanks or other characters in it.',
    };
  }
  if (key.length < 16) return { kind: 'refused', message: 'This is too short to be a key.' };
  const known = keyedProviders.find(({ name }) => name === provider);
  if (known === undefined) return undefined;
  const own = prefixLength(known, key);
  const other = keyedProviders.find(candidate => prefixLength(candidate, key) > Math.max(own, sharedPrefixLength));
  if (other !== undefined) {
    return { kind: 'doubtful', message: `This looks like a key of ${other.label}, not of ${known.label}.` };
  }
  if (own > 0 || known.keyPrefixes.length === 0) return undefined;
  return { kind: 'doubtful', message: `Keys of ${known.label} usually begin with ${known.keyPrefixes.join(' or ')}.` };
}

/** `sk-` is nobody's own. */
const sharedPrefixLength = 3;

function prefixLength({ keyPrefixes }: KeyedProvider, key: string): number {
  return Math.max(0, ...keyPrefixes.filter(prefix => key.startsWith(prefix)).map(({ length }) => length));
}
