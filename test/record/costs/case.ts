import { anthropicMessages } from '../../../src/proxy/dialects/anthropic-messages.js';
import { openaiChat } from '../../../src/proxy/dialects/openai-chat.js';
import { openaiEmbeddings } from '../../../src/proxy/dialects/openai-embeddings.js';
import { openaiResponses } from '../../../src/proxy/dialects/openai-responses.js';
import type { Settings } from '../../../src/protocol/settings.js';
import type { JsonObject } from '../../../src/proxy/prompt.js';
import type { PricedProvider } from '../../../src/proxy/record/catalogue.js';
import type { Usage } from '../../../src/proxy/wire.js';

/** A reply's own words about its usage, and what it cost by hand from the price list. */
export interface CostCase {
  readonly what: string;
  readonly model: string;
  readonly usage: Usage | undefined;
  /** Whole micro-dollars; null is unpriced. */
  readonly microUsd: number | null;
  /** Noon of 20 November 2026, unless it is said. */
  readonly atMs?: number;
  readonly prices?: Settings['prices'];
  /** The group's own, unless it is said. */
  readonly provider?: PricedProvider;
}

/** A chat completion with this `usage` object. */
export function chat(usage: JsonObject, tier?: string): Usage | undefined {
  const choices = [{ index: 0, message: { role: 'assistant', content: 'Yes.' }, finish_reason: 'stop' }];
  return read(openaiChat, { object: 'chat.completion', choices, usage, ...(tier && { service_tier: tier }) });
}

/** The commonest `usage` of a chat completion. */
export function chatTokens(prompt: number, completion: number, cached = 0, tier?: string): Usage | undefined {
  return chat(
    {
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: prompt + completion,
      prompt_tokens_details: { cached_tokens: cached, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
    },
    tier,
  );
}

/** A response; `more` is beside its `usage`. */
export function response(input: number, output: number, cached: number, more: JsonObject = {}): Usage | undefined {
  const usage = {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: input + output,
  };
  return read(openaiResponses, { object: 'response', status: 'completed', output: [], usage, ...more });
}

/** A message with this `usage` object. */
export function message(usage: JsonObject): Usage | undefined {
  const content = [{ type: 'text', text: 'Yes.' }];
  return read(anthropicMessages, { type: 'message', role: 'assistant', content, stop_reason: 'end_turn', usage });
}

export function embeddings(prompt: number): Usage | undefined {
  const data = [{ object: 'embedding', index: 0, embedding: [0.5] }];
  return read(openaiEmbeddings, { object: 'list', data, usage: { prompt_tokens: prompt, total_tokens: prompt } });
}

function read(dialect: typeof openaiChat, reply: object): Usage | undefined {
  return dialect.readWhole(Buffer.from(JSON.stringify(reply))).usage;
}
