import { describe, expect, test } from 'vitest';
import { anthropicMessages } from '../../src/proxy/dialects/anthropic-messages.js';
import { openCatalogue } from '../../src/proxy/record/catalogue.js';
import { makePriceOf } from '../../src/proxy/record/prices.js';
import { toRow } from '../../src/proxy/record/settle.js';
import type { Provider } from '../../src/proxy/rooms/provider.js';
import { settingsOf, settlementOf } from './settlement.js';

const anthropic: Provider = {
  name: 'anthropic',
  url: 'https://api.anthropic.com/v1',
  auth: 'x-api-key',
  dialects: ['anthropic-messages'],
};
const settings = settingsOf();
const pricing = { settings, priceOf: makePriceOf(settings, openCatalogue()), provider: () => anthropic };

const event = (data: { readonly type: string }) => `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
const start = (usage: object) =>
  event({ type: 'message_start', message: { model: 'claude-sonnet-5', content: [], usage } } as never);
const text = (words: string) =>
  event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: words } } as never);
const end = (outputTokens: number) =>
  event({
    type: 'message_delta',
    delta: { stop_reason: 'end_turn' },
    usage: { output_tokens: outputTokens },
  } as never) + event({ type: 'message_stop' });

function settle(stream: string) {
  const watch = anthropicMessages.watchStream();
  watch.feed(Buffer.from(stream), false);
  const { usage, partialUsage, answerChars } = watch.finding();
  const told = { provider: anthropic, model: 'claude-sonnet-5', text: 'x'.repeat(400_000) };
  return toRow(settlementOf({ ...told, usage, partialUsage, answerChars, outcome: 'aborted' }), pricing);
}

const warm = {
  input_tokens: 4,
  cache_read_input_tokens: 100_000,
  cache_creation_input_tokens: 1_000,
  cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 1_000 },
  output_tokens: 1,
  service_tier: 'standard',
};

// claude-sonnet-5: input 2, written for an hour 4, read 0.20, output 10 micro-dollars a token.
describe('a messages stream that is cut', () => {
  test('is charged what its opening told, cache reads and writes included, and the answer seen', () => {
    // 4 × 2 = 8; 100,000 × 0.2 = 20,000; 1,000 × 4 = 4,000; 400 letters are 100 tokens × 10 = 1,000.
    expect(settle(start(warm) + text('y'.repeat(400)))).toMatchObject({
      cost: 25_008,
      cachedInputTokens: 100_000,
      cacheWriteHourTokens: 1_000,
      outputTokens: 100,
      estimated: true,
    });
  });

  test('on other terms is charged on them', () => {
    // 1.1 times 8 + 20,000 + 4,000 + 10, the one token of output that the opening counts.
    expect(settle(start({ ...warm, inference_geo: 'us' }))).toMatchObject({
      cost: 26_420,
      terms: 'us',
      estimated: true,
    });
  });

  test('before it told anything is estimated from its text', () => {
    // 400,000 letters are 100,000 tokens × 2.
    expect(settle('')).toMatchObject({ cost: 200_000, inputTokens: 100_000, estimated: true });
  });

  test('only behind its closing figures needs no estimate', () => {
    // 24,008 as above and 50 × 10.
    expect(settle(start(warm) + text('y'.repeat(400)) + end(50))).toMatchObject({ cost: 24_508, estimated: false });
  });
});
