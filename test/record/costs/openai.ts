import { chat, chatTokens, embeddings, response, type CostCase } from './case.js';

// Prices are dollars per million tokens, which is micro-dollars per token: input / cached / output.
export const openaiCases: readonly CostCase[] = [
  // gpt-4o 2.50/1.25/10: 1,200 × 2.50 = 3,000; 350 × 10 = 3,500.
  { what: 'input and output', model: 'gpt-4o', usage: chatTokens(1_200, 350), microUsd: 6_500 },
  // 86 × 2.50 = 215; 1,920 × 1.25 = 2,400; 300 × 10 = 3,000.
  { what: 'most of it cached', model: 'gpt-4o', usage: chatTokens(2_006, 300, 1_920), microUsd: 5_615 },
  // gpt-4o-mini 0.15/0.075/0.60: 93 × 0.15 = 13.95; 1,024 × 0.075 = 76.8; 46 × 0.6 = 27.6; in all 118.35.
  { what: 'fractions down', model: 'gpt-4o-mini', usage: chatTokens(1_117, 46, 1_024), microUsd: 118 },
  // gpt-5 1.25/0.125/10: 936 × 1.25 = 1,170; 8,064 × 0.125 = 1,008; 1,900 × 10 = 19,000, thoughts included.
  {
    what: 'thoughts are part of the output',
    model: 'gpt-5',
    usage: chat({
      prompt_tokens: 9_000,
      completion_tokens: 1_900,
      total_tokens: 10_900,
      prompt_tokens_details: { cached_tokens: 8_064 },
      completion_tokens_details: { reasoning_tokens: 1_472 },
    }),
    microUsd: 21_178,
  },
  // gpt-5-nano 0.05/0.005/0.40: 777 × 0.05 = 38.85; 33 × 0.4 = 13.2; in all 52.05.
  { what: 'a nano model', model: 'gpt-5-nano', usage: chatTokens(777, 33), microUsd: 52 },
  // gpt-5.1 1.25/10: 100 × 1.25 = 125; 10 × 10 = 100.
  { what: 'the default tier by name', model: 'gpt-5.1', usage: chatTokens(100, 10, 0, 'default'), microUsd: 225 },
  // gpt-4o 2.50/10 for pictures too: 1,500 × 2.50 = 3,750; 20 × 10 = 200.
  {
    what: 'pictures looked at are charged as text',
    model: 'gpt-4o',
    usage: chat({ prompt_tokens: 1_500, completion_tokens: 20, prompt_tokens_details: { image_tokens: 1_105 } }),
    microUsd: 3_950,
  },
  // text-embedding-3-large 0.13: 12,345 × 0.13 = 1,604.85.
  { what: 'embeddings', model: 'text-embedding-3-large', usage: embeddings(12_345), microUsd: 1_605 },

  // gpt-5 halved: 4,000 × 1.25 = 5,000; 500 × 10 = 5,000; half of 10,000.
  { what: 'flex', model: 'gpt-5', usage: chatTokens(4_000, 500, 0, 'flex'), microUsd: 5_000 },
  // o3 2/0.50/8: 1,976 × 2 = 3,952; 1,024 × 0.5 = 512; 200 × 8 = 1,600; half of 6,064.
  { what: 'flex and cached', model: 'o3', usage: chatTokens(3_000, 200, 1_024, 'flex'), microUsd: 3_032 },
  // gpt-5-nano: 7 × 0.05 = 0.35; 1 × 0.4 = 0.4; half of 0.75 is 0.375.
  { what: 'flex, a fraction down', model: 'gpt-5-nano', usage: chatTokens(7, 1, 0, 'flex'), microUsd: 0 },
  // 10 × 0.05 = 0.5; 2 × 0.4 = 0.8; half of 1.3 is 0.65.
  { what: 'flex, a fraction up', model: 'gpt-5-nano', usage: chatTokens(10, 2, 0, 'flex'), microUsd: 1 },
  // gpt-5.5 above 271,999 tokens 10/1/45: 300,000 × 10 = 3,000,000; 2,000 × 45 = 90,000; half of 3,090,000.
  {
    what: 'flex in a long context',
    model: 'gpt-5.5',
    usage: chatTokens(300_000, 2_000, 0, 'flex'),
    microUsd: 1_545_000,
  },
  // gpt-4.1 2/8: 1,001 × 2 = 2,002; 1 × 8; half of 2,010.
  { what: 'batch', model: 'gpt-4.1', usage: chatTokens(1_001, 1, 0, 'batch'), microUsd: 1_005 },

  // gpt-5 with priority 2.50/0.25/20: 1,000 × 2.50 = 2,500; 100 × 20 = 2,000.
  { what: 'priority', model: 'gpt-5', usage: chatTokens(1_000, 100, 0, 'priority'), microUsd: 4_500 },
  // gpt-5-mini 0.45/0.045/3.60: 904 × 0.45 = 406.8; 4,096 × 0.045 = 184.32; 700 × 3.6 = 2,520; in all 3,111.12.
  {
    what: 'priority, 1.8 times',
    model: 'gpt-5-mini',
    usage: chatTokens(5_000, 700, 4_096, 'priority'),
    microUsd: 3_111,
  },
  // gpt-4o-mini 0.25/0.125/1: 1,976 × 0.25 = 494; 1,024 × 0.125 = 128; 10 × 1.
  { what: 'priority, 5/3 times', model: 'gpt-4o-mini', usage: chatTokens(3_000, 10, 1_024, 'priority'), microUsd: 632 },
  // o4-mini 2/0.50/8: 1,001 × 2 = 2,002; 99 × 8 = 792.
  { what: 'priority, 20/11 times', model: 'o4-mini', usage: chatTokens(1_001, 99, 0, 'priority'), microUsd: 2_794 },
  // gpt-4.1 3.50/0.875/14: 848 × 3.50 = 2,968; 1,152 × 0.875 = 1,008; 77 × 14 = 1,078.
  { what: 'priority, 1.75 times', model: 'gpt-4.1', usage: chatTokens(2_000, 77, 1_152, 'priority'), microUsd: 5_054 },
  // gpt-4.1-mini 0.70/2.80: 101 × 0.7 = 70.7; 11 × 2.8 = 30.8; in all 101.5, half up.
  { what: 'priority, half up', model: 'gpt-4.1-mini', usage: chatTokens(101, 11, 0, 'priority'), microUsd: 102 },
  // gpt-4.1-nano 0.20/0.80: 333 × 0.2 = 66.6; 33 × 0.8 = 26.4.
  { what: 'priority of a nano', model: 'gpt-4.1-nano', usage: chatTokens(333, 33, 0, 'priority'), microUsd: 93 },
  // gpt-4o 4.25/2.125/17: 476 × 4.25 = 2,023; 1,024 × 2.125 = 2,176; 20 × 17 = 340.
  { what: 'priority, 1.7 times', model: 'gpt-4o', usage: chatTokens(1_500, 20, 1_024, 'priority'), microUsd: 4_539 },
  // gpt-4o-2024-05-13 8.75/26.25: 100 × 8.75 = 875; 10 × 26.25 = 262.5; half up.
  {
    what: 'priority of a snapshot',
    model: 'gpt-4o-2024-05-13',
    usage: chatTokens(100, 10, 0, 'priority'),
    microUsd: 1_138,
  },
  // gpt-5.4 5/0.50/30: 16 × 5 = 80; 9,984 × 0.5 = 4,992; 3 × 30 = 90.
  {
    what: 'priority by its newer name',
    model: 'gpt-5.4',
    usage: chatTokens(10_000, 3, 9_984, 'fast'),
    microUsd: 5_162,
  },
  // gpt-5.5 12.50/1.25/75: 976 × 12.5 = 12,200; 1,024 × 1.25 = 1,280; 40 × 75 = 3,000.
  { what: 'fast, 2.5 times', model: 'gpt-5.5', usage: chatTokens(2_000, 40, 1_024, 'fast'), microUsd: 16_480 },
  // gpt-5.6-terra 4/0.40/24: 488 × 4 = 1,952; 512 × 0.4 = 204.8; 10 × 24 = 240; in all 2,396.8.
  { what: 'fast, short context', model: 'gpt-5.6-terra', usage: chatTokens(1_000, 10, 512, 'fast'), microUsd: 2_397 },
  // gpt-5.6-terra 8/0.80/36: 300,000 × 8 = 2,400,000; 1,000 × 36 = 36,000.
  {
    what: 'fast, long context',
    model: 'gpt-5.6-terra',
    usage: chatTokens(300_000, 1_000, 0, 'fast'),
    microUsd: 2_436_000,
  },
  // Nobody lists these: tokens of scale are paid for in advance, nano and Sol have no listed fast price.
  { what: 'scale', model: 'gpt-5', usage: chatTokens(1_000, 100, 0, 'scale'), microUsd: null },
  {
    what: 'a tier nobody knows yet',
    model: 'gpt-6-astra',
    usage: chatTokens(1_000, 100, 0, 'ultrafast'),
    microUsd: null,
  },
  {
    what: 'priority of a model without it',
    model: 'gpt-5-nano',
    usage: chatTokens(9, 9, 0, 'priority'),
    microUsd: null,
  },

  // gpt-5.4 2.50/0.25/15: 127 × 2.50 = 317.5; 271,872 × 0.25 = 67,968; 10 × 15 = 150; half up.
  {
    what: 'a long prompt below the limit',
    model: 'gpt-5.4',
    usage: chatTokens(271_999, 10, 271_872),
    microUsd: 68_436,
  },
  // From 272,000 on 5/0.50/22.50: 128 × 5 = 640; 271,872 × 0.5 = 135,936; 10 × 22.5 = 225.
  { what: 'a long prompt at the limit', model: 'gpt-5.4', usage: chatTokens(272_000, 10, 271_872), microUsd: 136_801 },
  // gpt-6-luna is dearer only above 272,000: 272,000 × 0.10 = 27,200.
  { what: 'another limit, reached', model: 'gpt-6-luna', usage: chatTokens(272_000, 0), microUsd: 27_200 },
  // 272,001 × 0.20 = 54,400.2.
  { what: 'another limit, passed', model: 'gpt-6-luna', usage: chatTokens(272_001, 0), microUsd: 54_400 },
  // gpt-5.6-sol 4/0.40/20, writes 5: 800 × 4 = 3,200; 12,800 × 0.4 = 5,120; 6,400 × 5 = 32,000; 500 × 20 = 10,000.
  {
    what: 'writing the prompt cache',
    model: 'gpt-5.6-sol',
    usage: chat({
      prompt_tokens: 20_000,
      completion_tokens: 500,
      prompt_tokens_details: { cached_tokens: 12_800, cache_write_tokens: 6_400 },
    }),
    microUsd: 50_320,
  },
  // gpt-6-luna 0.10/0.01/0.50, writes 0.125: 848 × 0.1 = 84.8; 40,960 × 0.01 = 409.6; 8,192 × 0.125 = 1,024;
  // 100 × 0.5 = 50; in all 1,568.4.
  {
    what: 'writing it with a small model',
    model: 'gpt-6-luna',
    usage: chat({
      prompt_tokens: 50_000,
      completion_tokens: 100,
      prompt_tokens_details: { cached_tokens: 40_960, cache_write_tokens: 8_192 },
    }),
    microUsd: 1_568,
  },

  // gpt-audio 2.50/10, sound 32/64: 200 × 2.50 = 500; 800 × 32 = 25,600; 100 × 10 = 1,000; 400 × 64 = 25,600.
  {
    what: 'sound in and out',
    model: 'gpt-audio',
    usage: chat({
      prompt_tokens: 1_000,
      completion_tokens: 500,
      prompt_tokens_details: { audio_tokens: 800 },
      completion_tokens_details: { audio_tokens: 400 },
    }),
    microUsd: 52_700,
  },
  // 100 × 2.50 = 250; 10 × 10 = 100.
  { what: 'only text with a model for sound', model: 'gpt-audio', usage: chatTokens(100, 10), microUsd: 350 },
  // The list has no price for the sound of this model.
  {
    what: 'sound without a price',
    model: 'gpt-4o-audio-preview',
    usage: chat({ prompt_tokens: 100, completion_tokens: 10, prompt_tokens_details: { audio_tokens: 60 } }),
    microUsd: null,
  },
  // Cached sound has another price, and how much of it was cached is not told.
  {
    what: 'sound, some of it cached perhaps',
    model: 'gpt-audio',
    usage: chat({
      prompt_tokens: 3_000,
      completion_tokens: 10,
      prompt_tokens_details: { audio_tokens: 900, cached_tokens: 1_024 },
    }),
    microUsd: null,
  },

  // gpt-5 1.25/10: 1,000 × 1.25 = 1,250; 500 × 10 = 5,000.
  { what: 'a response', model: 'gpt-5', usage: response(1_000, 500, 0, { service_tier: 'default' }), microUsd: 6_250 },
  // 4,185 × 1.25 = 5,231.25; 10,880 × 0.125 = 1,360; 256 × 10 = 2,560; two searches at $10 a thousand 20,000.
  {
    what: 'searches in the web, counted',
    model: 'gpt-5',
    usage: response(15_065, 256, 10_880, { tool_usage: { web_search: { num_requests: 2 } } }),
    microUsd: 29_151,
  },
  // gpt-5-mini 0.25/2: 8,000 × 0.25 = 2,000; 300 × 2 = 600; one search 10,000, opening the page free.
  {
    what: 'searches in the web, by their items',
    model: 'gpt-5-mini',
    usage: response(8_000, 300, 0, {
      output: [
        { type: 'web_search_call', action: { type: 'search', query: 'x' } },
        { type: 'web_search_call', action: { type: 'open_page', url: 'https://example.com' } },
      ],
    }),
    microUsd: 12_600,
  },
  // gpt-5.3-codex 1.75/14: 1,000 × 1.75 = 1,750; 10 × 14 = 140; one search at the provider's general fee 10,000.
  {
    what: 'a search with a model whose entry has no fee',
    model: 'gpt-5.3-codex',
    usage: response(1_000, 10, 0, { tool_usage: { web_search: { num_requests: 1 } } }),
    microUsd: 11_890,
  },
  // gpt-4.1-mini 0.40/1.60: 4,000 × 0.4 = 1,600; 120 × 1.6 = 192; three searches at $2.50 a thousand 7,500.
  {
    what: 'searches in files',
    model: 'gpt-4.1-mini',
    usage: response(4_000, 120, 0, { output: Array.from({ length: 3 }, () => ({ type: 'file_search_call' })) }),
    microUsd: 9_292,
  },
  // Half of 1,000 × 1.25 + 100 × 10 = 2,250 is 1,125; the search costs its full 10,000.
  {
    what: 'flex does not halve a fee',
    model: 'gpt-5',
    usage: response(1_000, 100, 0, { service_tier: 'flex', tool_usage: { web_search: { num_requests: 1 } } }),
    microUsd: 11_125,
  },
  // gpt-5.2 with priority 3.50/0.35/28: 188 × 3.50 = 658; 512 × 0.35 = 179.2; 90 × 28 = 2,520; in all 3,357.2.
  {
    what: 'a response with priority',
    model: 'gpt-5.2',
    usage: response(700, 90, 512, { service_tier: 'priority' }),
    microUsd: 3_357,
  },
  // The model that draws is not named, and neither is the time that a container ran.
  {
    what: 'a picture drawn on the way',
    model: 'gpt-5',
    usage: response(100, 10, 0, { output: [{ type: 'image_generation_call' }] }),
    microUsd: null,
  },
  {
    what: 'code run on the way',
    model: 'gpt-5',
    usage: response(100, 10, 0, { output: [{ type: 'code_interpreter_call' }] }),
    microUsd: null,
  },
];
