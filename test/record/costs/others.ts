import { chat, chatTokens, message, type CostCase } from './case.js';

// Prices are micro-dollars per token: input / cached / output.
const google = { name: 'gemini', priceId: 'google' };
export const geminiCases: readonly CostCase[] = [
  // gemini-2.5-flash 0.30/0.03/2.50: 1,000 × 0.3 = 300; 100 × 2.5 = 250.
  { what: 'input and output', model: 'gemini-2.5-flash', usage: chatTokens(1_000, 100), microUsd: 550 },
  // The total says 382 tokens more than the parts, which are thoughts: 20 × 0.3 = 6; 533 × 2.5 = 1,332.5; half up.
  {
    what: 'thoughts that only the total tells',
    model: 'gemini-2.5-flash',
    usage: chat({ prompt_tokens: 20, completion_tokens: 151, total_tokens: 553 }),
    microUsd: 1_339,
  },
  // 21 × 0.3 = 6.3; 60 × 2.5 = 150; in all 156.3.
  {
    what: 'nothing but thoughts',
    model: 'gemini-2.5-flash',
    usage: chat({
      prompt_tokens: 21,
      completion_tokens: 0,
      total_tokens: 81,
      completion_tokens_details: { reasoning_tokens: 60 },
    }),
    microUsd: 156,
  },
  // gemini-2.5-pro 1.25/0.125/10: 10,000 × 1.25 = 12,500; 40,000 × 0.125 = 5,000; 500 × 10 = 5,000.
  { what: 'cached input', model: 'gemini-2.5-pro', usage: chatTokens(50_000, 500, 40_000), microUsd: 22_500 },
  // Above 200,000 tokens 2.50/0.25/15: 1 × 2.5; 200,000 × 0.25 = 50,000; 10 × 15 = 150; half up.
  { what: 'a long context', model: 'gemini-2.5-pro', usage: chatTokens(200_001, 10, 200_000), microUsd: 50_153 },
  // gemini-3-pro-preview 2/12 up to 200,000 tokens: 200,000 × 2 = 400,000; 100 × 12 = 1,200.
  { what: 'a context at the limit', model: 'gemini-3-pro-preview', usage: chatTokens(200_000, 100), microUsd: 401_200 },
  // gemini-2.5-flash, sound 1: 500 × 0.3 = 150; 1,500 × 1 = 1,500; 10 × 2.5 = 25.
  {
    what: 'sound',
    model: 'gemini-2.5-flash',
    usage: chat({ prompt_tokens: 2_000, completion_tokens: 10, prompt_tokens_details: { audio_tokens: 1_500 } }),
    microUsd: 1_675,
  },
  // The list has no price for the sound of this model.
  {
    what: 'sound without a price',
    model: 'gemini-3.5-flash',
    usage: chat({ prompt_tokens: 2_000, completion_tokens: 10, prompt_tokens_details: { audio_tokens: 1_500 } }),
    microUsd: null,
  },
  // gemini-2.5-flash-image 0.30/2.50, pictures drawn 30: 100 × 0.3 = 30; 10 × 2.5 = 25; 1,290 × 30 = 38,700.
  {
    what: 'a picture drawn',
    model: 'gemini-2.5-flash-image',
    usage: chat({ prompt_tokens: 100, completion_tokens: 1_300, completion_tokens_details: { image_tokens: 1_290 } }),
    microUsd: 38_755,
  },
  // The list has no price for pictures drawn by this model.
  {
    what: 'a picture without a price',
    model: 'gemini-2.5-flash',
    usage: chat({ prompt_tokens: 100, completion_tokens: 1_300, completion_tokens_details: { image_tokens: 1_290 } }),
    microUsd: null,
  },
  // gemini-3.7-flash 0.75/3.75 until the end of 2026: 1,000 × 0.75 = 750; 100 × 3.75 = 375.
  { what: 'a price for the first months', model: 'gemini-3.7-flash', usage: chatTokens(1_000, 100), microUsd: 1_125 },
  // 1.50/7.50 from 2027 on: 1,500 + 750.
  {
    what: 'the price after them',
    model: 'gemini-3.7-flash',
    usage: chatTokens(1_000, 100),
    atMs: Date.UTC(2027, 0, 2),
    microUsd: 2_250,
  },
  // 1.8 times 1,125.
  { what: 'priority', model: 'gemini-3.7-flash', usage: chatTokens(1_000, 100, 0, 'priority'), microUsd: 2_025 },
  // gemini-3.5-flash 1.50/9: 1,500 + 900, halved.
  { what: 'flex', model: 'gemini-3.5-flash', usage: chatTokens(1_000, 100, 0, 'flex'), microUsd: 1_200 },
].map(one => ({ provider: google, ...one }));

export const openrouterCases: readonly CostCase[] = [
  // $0.00014.
  { what: 'its own figure', model: 'openai/gpt-5', usage: paid({ cost: 0.000_14 }), microUsd: 140 },
  // $0.00000123 is 1.23 micro-dollars.
  { what: 'a figure with fractions', model: 'openai/gpt-5', usage: paid({ cost: 0.000_001_23 }), microUsd: 1 },
  { what: 'nothing, for a free model', model: 'some/model:free', usage: paid({ cost: 0 }), microUsd: 0 },
  // $0.50, whoever the model is.
  { what: 'its own figure for an unknown model', model: 'some/model', usage: paid({ cost: 0.5 }), microUsd: 500_000 },
  // $0.00095 to OpenRouter and $0.019 to the maker.
  {
    what: 'a fee beside what the maker charges to the caller’s own key',
    model: 'openai/gpt-5',
    usage: paid({ cost: 0.000_95, is_byok: true, cost_details: { upstream_inference_cost: 0.019 } }),
    microUsd: 19_950,
  },
  // $0.0021 once: here it is only repeated.
  {
    what: 'a repeated figure',
    model: 'openai/gpt-5',
    usage: paid({ cost: 0.002_1, is_byok: false, cost_details: { upstream_inference_cost: 0.002_1 } }),
    microUsd: 2_100,
  },
  // $0.003, although the tier has no listed price there.
  {
    what: 'its own figure on any terms',
    model: 'openai/gpt-5',
    usage: chat({ prompt_tokens: 1_000, completion_tokens: 100, cost: 0.003 }, 'flex'),
    microUsd: 3_000,
  },
  // openai/gpt-5 1.25/10: 1,250 + 1,000.
  { what: 'no figure: the list', model: 'openai/gpt-5', usage: chatTokens(1_000, 100), microUsd: 2_250 },
  // anthropic/claude-sonnet-4.5 3/0.30/15, writes 3.75: 500 × 3 = 1,500; 1,500 × 0.3 = 450; 1,000 × 3.75; 10 × 15.
  {
    what: 'no figure: the list, with cache writes',
    model: 'anthropic/claude-sonnet-4.5',
    usage: chat({
      prompt_tokens: 3_000,
      completion_tokens: 10,
      prompt_tokens_details: { cached_tokens: 1_500, cache_write_tokens: 1_000 },
    }),
    microUsd: 5_850,
  },
  { what: 'no figure, a tier', model: 'openai/gpt-5', usage: chatTokens(1_000, 100, 0, 'flex'), microUsd: null },
].map(one => ({ provider: { name: 'openrouter' }, ...one }));

export const deepseekCases: readonly CostCase[] = [
  // deepseek-chat by day 0.27/0.07/1.10: 500 × 0.27 = 135; 1,000 × 0.07 = 70; 100 × 1.1 = 110.
  { what: 'by day', model: 'deepseek-chat', usage: hits(1_500, 1_000, 100), microUsd: 315 },
  // By night half of each: 67.5 + 35 + 55 = 157.5, half up.
  {
    what: 'by night',
    model: 'deepseek-chat',
    usage: hits(1_500, 1_000, 100),
    atMs: Date.UTC(2026, 10, 20, 20),
    microUsd: 158,
  },
  // deepseek-reasoner by day 0.55/2.19: 100 × 0.55 = 55; 1,000 × 2.19 = 2,190.
  { what: 'thoughts', model: 'deepseek-reasoner', usage: hits(100, 0, 1_000), microUsd: 2_245 },
  // deepseek-v4-flash 0.22/0.007/0.66: 16 × 0.22 = 3.52; 9,984 × 0.007 = 69.888; 50 × 0.66 = 33; in all 106.408.
  { what: 'nearly all cached', model: 'deepseek-v4-flash', usage: hits(10_000, 9_984, 50), microUsd: 106 },
  // Twice that at two in the morning: 212.816.
  {
    what: 'nearly all cached in busy hours',
    model: 'deepseek-v4-flash',
    usage: hits(10_000, 9_984, 50),
    atMs: Date.UTC(2026, 10, 20, 2),
    microUsd: 213,
  },
  // deepseek-v4-pro 0.66/0.022/1.98: 104 × 0.66 = 68.64; 896 × 0.022 = 19.712; 300 × 1.98 = 594; in all 682.352.
  { what: 'the large model', model: 'deepseek-v4-pro', usage: hits(1_000, 896, 300), microUsd: 682 },
].map(one => ({ provider: { name: 'deepseek' }, ...one }));

export const otherCases: readonly CostCase[] = [
  // llama-3.1-8b-instant 0.05/0.08, the same on flex: 1,000 × 0.05 = 50; 1,000 × 0.08 = 80.
  {
    what: 'Groq, flex at the ordinary price',
    provider: { name: 'groq' },
    model: 'llama-3.1-8b-instant',
    usage: chatTokens(1_000, 1_000, 0, 'flex'),
    microUsd: 130,
  },
  // openai/gpt-oss-120b 0.15/0.075/0.60: 976 × 0.15 = 146.4; 1,024 × 0.075 = 76.8; 100 × 0.6 = 60; in all 283.2.
  {
    what: 'Groq, on demand',
    provider: { name: 'groq' },
    model: 'openai/gpt-oss-120b',
    usage: chatTokens(2_000, 100, 1_024, 'on_demand'),
    microUsd: 283,
  },
  // What performance costs was agreed by contract.
  {
    what: 'Groq, performance',
    provider: { name: 'groq' },
    model: 'openai/gpt-oss-120b',
    usage: chatTokens(2_000, 100, 0, 'performance'),
    microUsd: null,
  },
  // 232,856,000 ticks of which 10,000 make a micro-dollar: 23,285.6.
  {
    what: 'xAI, its own figure',
    provider: { name: 'x-ai' },
    model: 'grok-4',
    usage: chat({ prompt_tokens: 10_120, completion_tokens: 1_499, cost_in_usd_ticks: 232_856_000 }),
    microUsd: 23_286,
  },
  // grok-4 3/0.75/15, thoughts beside the completion: 9,992 × 3 = 29,976; 128 × 0.75 = 96; 4,308 × 15 = 64,620.
  {
    what: 'xAI, thoughts beside the completion',
    provider: { name: 'x-ai' },
    model: 'grok-4',
    usage: chat({
      prompt_tokens: 10_120,
      completion_tokens: 1_499,
      total_tokens: 14_428,
      prompt_tokens_details: { cached_tokens: 128 },
      completion_tokens_details: { reasoning_tokens: 2_809 },
    }),
    microUsd: 94_692,
  },
  // $0.00612.
  {
    what: 'Perplexity, its own figure',
    provider: { name: 'perplexity' },
    model: 'sonar',
    usage: paid({ cost: { input_tokens_cost: 0.000_02, request_cost: 0.005, total_cost: 0.006_12 } }),
    microUsd: 6_120,
  },
];

const free = { inputUsdPerMTok: 0, outputUsdPerMTok: 0 };
const power = { inputUsdPerMTok: 0.5, outputUsdPerMTok: 1.5 };
const written = {
  message: { input_tokens: 100, output_tokens: 10, cache_creation: { ephemeral_1h_input_tokens: 1_000 } },
};
export const localCases: readonly CostCase[] = [
  { what: 'without a price', model: 'llama3:8b', usage: chatTokens(1_000, 200), microUsd: null },
  {
    what: 'that is free',
    model: 'llama3:8b',
    usage: chatTokens(1_000, 200),
    prices: { 'llama3:8b': free },
    microUsd: 0,
  },
  // 1,000 × 0.5 = 500; 200 × 1.5 = 300.
  {
    what: 'with a price',
    model: 'llama3:8b',
    usage: chatTokens(1_000, 200),
    prices: { 'ollama:llama3:8b': power },
    microUsd: 800,
  },
  // The same, although the server echoes the tier that was asked for.
  {
    what: 'that echoes a tier',
    model: 'llama3:8b',
    usage: chatTokens(1_000, 200, 0, 'flex'),
    prices: { 'llama3:8b': power },
    microUsd: 800,
  },
  // 100 × 0.5 = 50 and 10 × 1.5 = 15: cached input, sound and pictures are input without a price of their own.
  {
    what: 'with sound',
    model: 'llama3:8b',
    usage: chat({
      prompt_tokens: 100,
      completion_tokens: 10,
      prompt_tokens_details: { audio_tokens: 60, image_tokens: 20 },
    }),
    prices: { 'llama3:8b': power },
    microUsd: 65,
  },
  // 800 again: the user's own prices also win over what a server reports.
  {
    what: 'that reports a cost of its own',
    model: 'llama3:8b',
    usage: chat({ prompt_tokens: 1_000, completion_tokens: 200, cost: 0.5 }),
    prices: { 'llama3:8b': power },
    microUsd: 800,
  },
  // Without a price for writing it is input: 1,100 × 0.5 = 550; 10 × 1.5 = 15.
  {
    what: 'that writes a cache for nothing more',
    model: 'q',
    usage: message(written.message),
    prices: { q: power },
    microUsd: 565,
  },
  // With one, an hour is twice the input: 100 × 0.5 = 50; 1,000 × 1 = 1,000; 15.
  {
    what: 'that writes a cache at a price',
    model: 'q',
    usage: message(written.message),
    prices: { q: { ...power, cacheWriteUsdPerMTok: 0.625 } },
    microUsd: 1_065,
  },
].map(one => ({ provider: { name: 'ollama', url: 'http://127.0.0.1:11434/v1' }, ...one }));

function paid(usage: Parameters<typeof chat>[0]) {
  return chat({ prompt_tokens: 1_000, completion_tokens: 100, total_tokens: 1_100, ...usage });
}

function hits(prompt: number, cached: number, completion: number) {
  const miss = prompt - cached;
  return chat({
    prompt_tokens: prompt,
    prompt_cache_hit_tokens: cached,
    prompt_cache_miss_tokens: miss,
    completion_tokens: completion,
  });
}
