import { message, type CostCase } from './case.js';

const split = (fiveMinutes: number, hour: number) => ({
  cache_creation_input_tokens: fiveMinutes + hour,
  cache_creation: { ephemeral_5m_input_tokens: fiveMinutes, ephemeral_1h_input_tokens: hour },
});
const ordinary = { service_tier: 'standard', speed: 'standard', inference_geo: 'not_available' };
const searches = (count: number) => ({ server_tool_use: { web_search_requests: count, web_fetch_requests: 0 } });

// Prices are micro-dollars per token: input / written for 5 minutes / written for an hour / read / output.
export const anthropicCases: readonly CostCase[] = [
  // claude-haiku-4-5 1/1.25/2/0.10/5: 25 × 1; 150 × 5 = 750.
  {
    what: 'input and output on ordinary terms',
    model: 'claude-haiku-4-5',
    usage: message({ input_tokens: 25, output_tokens: 150, ...ordinary }),
    microUsd: 775,
  },
  // claude-opus-5 5/6.25/10/0.50/25: 12 × 5 = 60; 4,096 × 6.25 = 25,600; 200 × 25 = 5,000.
  {
    what: 'written for five minutes',
    model: 'claude-opus-5',
    usage: message({ input_tokens: 12, output_tokens: 200, ...split(4_096, 0) }),
    microUsd: 30_660,
  },
  // 60; 4,096 × 10 = 40,960; 5,000.
  {
    what: 'written for an hour',
    model: 'claude-opus-5',
    usage: message({ input_tokens: 12, output_tokens: 200, ...split(0, 4_096) }),
    microUsd: 46_020,
  },
  // claude-sonnet-5 2/2.50/4/0.20/10: 3 × 2 = 6; 2,000 × 2.50 = 5,000; 3,000 × 4 = 12,000; 20,000 × 0.2 = 4,000;
  // 333 × 10 = 3,330.
  {
    what: 'all five kinds',
    model: 'claude-sonnet-5',
    usage: message({ input_tokens: 3, output_tokens: 333, cache_read_input_tokens: 20_000, ...split(2_000, 3_000) }),
    microUsd: 24_336,
  },
  // Without the split the writes are the short kind: claude-sonnet-5 1,000 × 2.50 = 2,500; 10 × 10 = 100.
  {
    what: 'written, nobody says for how long',
    model: 'claude-sonnet-5',
    usage: message({ input_tokens: 0, output_tokens: 10, cache_creation_input_tokens: 1_000 }),
    microUsd: 2_600,
  },
  // claude-haiku-4-5: 1 × 1; 99,999 × 0.1 = 9,999.9; 1 × 5; in all 10,005.9.
  {
    what: 'read at a tenth',
    model: 'claude-haiku-4-5',
    usage: message({ input_tokens: 1, output_tokens: 1, cache_read_input_tokens: 99_999 }),
    microUsd: 10_006,
  },
  // claude-opus-5-5 4/5/8/0.20/20: 10 × 4 = 40; 100,000 × 0.2 = 20,000; 100 × 20 = 2,000.
  {
    what: 'read at a twentieth',
    model: 'claude-opus-5-5',
    usage: message({ input_tokens: 10, output_tokens: 100, cache_read_input_tokens: 100_000 }),
    microUsd: 22_040,
  },
  // claude-fable-5-1 10/12.50/20/0.25/50: 4 × 10 = 40; 50,000 × 0.25 = 12,500; 10 × 50 = 500.
  {
    what: 'read at a fortieth',
    model: 'claude-fable-5-1',
    usage: message({ input_tokens: 4, output_tokens: 10, cache_read_input_tokens: 50_000 }),
    microUsd: 13_040,
  },
  // claude-3-haiku 0.25/0.30/0.50/0.03/1.25: 7 × 0.25 = 1.75; 1,000 × 0.3 = 300; 333 × 0.03 = 9.99; 3 × 1.25 = 3.75.
  {
    what: 'an old model with rounded prices',
    model: 'claude-3-haiku-20240307',
    usage: message({ input_tokens: 7, output_tokens: 3, cache_read_input_tokens: 333, ...split(1_000, 0) }),
    microUsd: 315,
  },
  // claude-3-5-haiku 0.80/1/1.60/0.08/4: 5 × 0.8 = 4; 2,001 × 1.6 = 3,201.6; 2 × 4 = 8; in all 3,213.6.
  {
    what: 'an old model, written for an hour',
    model: 'claude-3-5-haiku-latest',
    usage: message({ input_tokens: 5, output_tokens: 2, ...split(0, 2_001) }),
    microUsd: 3_214,
  },
  // claude-opus-5: 40 × 5 = 200; 2,000 × 25 = 50,000, thoughts included.
  {
    what: 'thoughts are part of the output',
    model: 'claude-opus-5',
    usage: message({ input_tokens: 40, output_tokens: 2_000, output_tokens_details: { thinking_tokens: 1_800 } }),
    microUsd: 50_200,
  },
  // claude-sonnet-5: 51,000 × 2 = 102,000; 900 × 10 = 9,000: the summary's tokens beside the answer's.
  {
    what: 'a summary written on the way',
    model: 'claude-sonnet-5',
    usage: message({
      input_tokens: 1_000,
      output_tokens: 100,
      iterations: [
        { type: 'compaction', input_tokens: 50_000, output_tokens: 800 },
        { type: 'message', input_tokens: 1_000, output_tokens: 100 },
      ],
    }),
    microUsd: 111_000,
  },

  // claude-sonnet-4-5 3/3.75/6/0.30/15: 1,000 × 3 = 3,000; 199,000 × 0.3 = 59,700; 100 × 15 = 1,500.
  {
    what: 'a long context at the limit',
    model: 'claude-sonnet-4-5',
    usage: message({ input_tokens: 1_000, output_tokens: 100, cache_read_input_tokens: 199_000 }),
    microUsd: 64_200,
  },
  // Above it 6/7.50/12/0.60/22.50: 1,001 × 6 = 6,006; 199,000 × 0.6 = 119,400; 100 × 22.5 = 2,250.
  {
    what: 'a long context above the limit',
    model: 'claude-sonnet-4-5',
    usage: message({ input_tokens: 1_001, output_tokens: 100, cache_read_input_tokens: 199_000 }),
    microUsd: 127_656,
  },
  // 1 × 6; 250,000 × 12 = 3,000,000; 10 × 22.5 = 225.
  {
    what: 'a long context written for an hour',
    model: 'claude-sonnet-4-5',
    usage: message({ input_tokens: 1, output_tokens: 10, ...split(0, 250_000) }),
    microUsd: 3_000_231,
  },
  // claude-sonnet-4-6 is flat since 13 March 2026: 300,000 × 3 = 900,000; 10 × 15 = 150.
  {
    what: 'a long context of a flat model',
    model: 'claude-sonnet-4-6',
    usage: message({ input_tokens: 300_000, output_tokens: 10 }),
    microUsd: 900_150,
  },
  // Before it was not: 300,000 × 6 = 1,800,000; 10 × 22.5 = 225.
  {
    what: 'a long context before the model was flat',
    model: 'claude-sonnet-4-6',
    usage: message({ input_tokens: 300_000, output_tokens: 10 }),
    atMs: Date.UTC(2026, 1, 20),
    microUsd: 1_800_225,
  },

  // claude-opus-4-1 15/75: 1,000 × 15 = 15,000; 100 × 75 = 7,500; half of 22,500.
  {
    what: 'batch',
    model: 'claude-opus-4-1',
    usage: message({ input_tokens: 1_000, output_tokens: 100, service_tier: 'batch' }),
    microUsd: 11_250,
  },
  // claude-haiku-4-5: 11; 1,001 × 2 = 2,002; 2,000 × 0.1 = 200; 7 × 5 = 35; half of 2,248.
  {
    what: 'batch with cache reads and writes for an hour',
    model: 'claude-haiku-4-5',
    usage: message({
      input_tokens: 11,
      output_tokens: 7,
      cache_read_input_tokens: 2_000,
      ...split(0, 1_001),
      service_tier: 'batch',
    }),
    microUsd: 1_124,
  },
  // Half of 1 × 1, half up.
  {
    what: 'batch, half a micro-dollar',
    model: 'claude-haiku-4-5',
    usage: message({ input_tokens: 1, output_tokens: 0, service_tier: 'batch' }),
    microUsd: 1,
  },
  // claude-opus-5: 1,000 × 5 = 5,000; 100 × 25 = 2,500; 1.1 times 7,500.
  {
    what: 'only in the United States',
    model: 'claude-opus-5',
    usage: message({ input_tokens: 1_000, output_tokens: 100, inference_geo: 'us' }),
    microUsd: 8_250,
  },
  // claude-sonnet-5: 101 × 2 = 202; 10 × 10 = 100; 302 × 1.1 / 2 = 166.1.
  {
    what: 'a batch only in the United States',
    model: 'claude-sonnet-5',
    usage: message({ input_tokens: 101, output_tokens: 10, inference_geo: 'us', service_tier: 'batch' }),
    microUsd: 166,
  },
  // claude-opus-5: 500 × 5 = 2,500; 10,000 × 0.5 = 5,000; 1,000 × 6.25 = 6,250; 200 × 25 = 5,000; twice 18,750.
  {
    what: 'fast mode',
    model: 'claude-opus-5',
    usage: message({
      input_tokens: 500,
      output_tokens: 200,
      cache_read_input_tokens: 10_000,
      ...split(1_000, 0),
      speed: 'fast',
    }),
    microUsd: 37_500,
  },
  // claude-opus-4-6: 100 × 5 = 500; 10 × 25 = 250; six times 750.
  {
    what: 'fast mode of an older model',
    model: 'claude-opus-4-6',
    usage: message({ input_tokens: 100, output_tokens: 10, speed: 'fast' }),
    microUsd: 4_500,
  },
  // claude-opus-5-5: 10 × 4 = 40; 1 × 20 = 20; 60 × 2 × 1.1.
  {
    what: 'fast mode in the United States',
    model: 'claude-opus-5-5',
    usage: message({ input_tokens: 10, output_tokens: 1, speed: 'fast', inference_geo: 'us' }),
    microUsd: 132,
  },
  // Sonnet has no fast mode, and what priority costs was agreed by contract.
  {
    what: 'fast mode of a model without it',
    model: 'claude-sonnet-5',
    usage: message({ input_tokens: 100, output_tokens: 10, speed: 'fast' }),
    microUsd: null,
  },
  {
    what: 'priority',
    model: 'claude-opus-4-1',
    usage: message({ input_tokens: 100, output_tokens: 10, service_tier: 'priority' }),
    microUsd: null,
  },

  // claude-sonnet-4-5: 6,000 × 3 = 18,000; 800 × 15 = 12,000; three searches at $10 a thousand 30,000.
  {
    what: 'searches in the web',
    model: 'claude-sonnet-4-5',
    usage: message({ input_tokens: 6_000, output_tokens: 800, ...searches(3) }),
    microUsd: 60_000,
  },
  // Half of 1,000 × 1 + 100 × 5 is 750; the search costs its full 10,000.
  {
    what: 'a batch does not halve a fee',
    model: 'claude-haiku-4-5',
    usage: message({ input_tokens: 1_000, output_tokens: 100, service_tier: 'batch', ...searches(1) }),
    microUsd: 10_750,
  },
  // claude-3-haiku: 1,000 × 0.25 = 250; 100 × 1.25 = 125; the provider's general fee 10,000.
  {
    what: 'a search with a model whose entry has no fee',
    model: 'claude-3-haiku',
    usage: message({ input_tokens: 1_000, output_tokens: 100, ...searches(1) }),
    microUsd: 10_375,
  },
  // claude-haiku-4-5: 100 × 1; 10 × 5 = 50; pages fetched are only input.
  {
    what: 'pages fetched from the web',
    model: 'claude-haiku-4-5',
    usage: message({ input_tokens: 100, output_tokens: 10, server_tool_use: { web_fetch_requests: 4 } }),
    microUsd: 150,
  },
  // The reseller's list has no price for an hour: twice the input of 3. 100 × 3 = 300; 1,000 × 6 = 6,000; 10 × 15 = 150.
  {
    what: 'written for an hour at a reseller',
    provider: { name: 'openrouter' },
    model: 'anthropic/claude-sonnet-4.5',
    usage: message({ input_tokens: 100, output_tokens: 10, ...split(0, 1_000) }),
    microUsd: 6_450,
  },
  // The same above 200,000 tokens, twice the input of 6: 201,000 × 12 = 2,412,000; 2 × 22.5 = 45.
  {
    what: 'a long context written for an hour at a reseller',
    provider: { name: 'openrouter' },
    model: 'anthropic/claude-sonnet-4.5',
    usage: message({ input_tokens: 0, output_tokens: 2, ...split(0, 201_000) }),
    microUsd: 2_412_045,
  },
];
