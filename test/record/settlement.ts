import { parseSettings, type Settings } from '../../src/protocol/settings.js';
import type { Clock, Prompt } from '../../src/proxy/prompt.js';
import { openaiChat } from '../../src/proxy/dialects/openai-chat.js';
import { readControls } from '../../src/proxy/intake/controls.js';
import type { Settled } from '../../src/proxy/record/settle.js';
import type { Plan } from '../../src/proxy/rooms/plan.js';
import type { Provider } from '../../src/proxy/rooms/provider.js';
import type { Usage } from '../../src/proxy/wire.js';

/** 20 November 2026, noon UTC: after every price of the catalogue came into force. */
export const noonMs = Date.UTC(2026, 10, 20, 12);

/** Stands still until it is moved. */
export function handClock(nowMs = noonMs): Clock & { advance(ms: number): void } {
  let passed = 0;
  return { nowMs: () => nowMs + passed, tickMs: () => passed, advance: ms => void (passed += ms) };
}

export const openai: Provider = {
  name: 'openai',
  url: 'https://api.openai.com/v1',
  auth: 'bearer',
  dialects: ['openai-chat'],
};

export const settingsOf = (value: unknown = {}): (() => Settings) => {
  const settings = parseSettings(value);
  return () => settings;
};

export const tokens = (usage: Partial<Usage>): Usage => ({
  input: 0,
  cachedInput: 0,
  cacheWrite: 0,
  output: 0,
  reasoning: 0,
  ...usage,
});

/** What a test says about a request; the rest is an ordinary miss that went well. */
export type SettlementWords = Partial<Omit<Settled, 'prompt' | 'fingerprint' | 'plan'>> & {
  readonly id?: string;
  readonly model?: string;
  readonly provider?: Provider;
  readonly atMs?: number;
  readonly client?: string;
  readonly feature?: string;
  readonly text?: string;
  readonly plan?: Partial<Plan>;
};

export function settlementOf(words: SettlementWords = {}): Settled {
  const {
    id = 'r1',
    model = 'gpt-4o',
    provider = openai,
    atMs = noonMs,
    client = 'unknown',
    feature,
    text = '',
    plan,
    ...rest
  } = words;
  const cached = words.cache !== undefined && words.cache !== 'miss' && words.cache !== 'bypass';
  return {
    prompt: promptOf({ id, model, provider, atMs, client, feature, text }),
    fingerprint: {
      exactKey: 'k',
      cacheability: 'loose',
      why: undefined,
      loose: undefined,
      role: 'main',
      session: 's1',
      inToolLoop: false,
    },
    plan: cached ? undefined : planOf(provider, model, plan),
    cache: 'miss',
    reason: 'mode-off',
    similarity: undefined,
    cacheReason: undefined,
    entryId: undefined,
    contentKey: undefined,
    modelServed: plan?.target?.model ?? model,
    providerServed: plan?.target?.provider.name ?? provider.name,
    usage: tokens({ input: 1_000, output: 100 }),
    answerChars: 0,
    latencyMs: 10,
    firstByteMs: 5,
    status: 200,
    outcome: 'ok',
    ...rest,
  };
}

export function planOf(provider: Provider, model: string, plan: Partial<Plan> = {}): Plan {
  return {
    target: { provider, key: undefined, model },
    tier: undefined,
    acted: false,
    reason: 'mode-off',
    score: undefined,
    would: undefined,
    baseline: { model, provider: provider.name },
    ...plan,
  };
}

function promptOf(words: {
  readonly id: string;
  readonly model: string;
  readonly provider: Provider;
  readonly atMs: number;
  readonly client: string;
  readonly feature: string | undefined;
  readonly text: string;
}): Prompt {
  const facts = openaiChat.read({
    model: words.model,
    stream: true,
    messages: [{ role: 'user', content: words.text }],
  });
  return {
    id: words.id,
    receivedMs: words.atMs,
    startTick: 0,
    dialect: openaiChat,
    path: '/chat/completions',
    query: '',
    headers: {},
    raw: Buffer.from('{}'),
    body: {},
    facts,
    controls: {
      ...readControls({ 'x-tuppence-workspace': 'w1' }),
      feature: words.feature,
    },
    client: words.client,
    origin: { auth: 'bearer', provider: words.provider, key: 'sk-test', tenant: 't1' },
    signal: new AbortController().signal,
  };
}
