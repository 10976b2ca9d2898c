import type { Json, JsonObject } from '../../../src/proxy/prompt.js';
import { PromptCache } from '../../../src/proxy/providers/demo/prompt-cache.js';
import { textOf, tokensOf, type SimulatedProvider } from './answer.js';

/**
 * OpenAI's chat completions as far as prompts, the automatic prompt cache and usage go: prefixes from 1,024 tokens in
 * steps of 128, by model, and by `prompt_cache_key`, which picks the machine that a prefix is kept on.
 */
export function simulatedOpenai(nowMs: () => number): SimulatedProvider {
  const cache = new PromptCache(nowMs);
  let count = 0;
  return {
    path: '/v1/chat/completions',
    answer(raw, key) {
      const body = JSON.parse(raw.toString('utf8')) as JsonObject;
      const text = [body['response_format'] ?? null, ...list(body['tools']), ...list(body['messages'])]
        .map(part => JSON.stringify(part))
        .join('\n');
      const scope = JSON.stringify([key, body['model'], body['prompt_cache_key'] ?? null]);
      const prompt = tokensOf(text);
      const usage = {
        prompt_tokens: prompt,
        completion_tokens: 2,
        total_tokens: prompt + 2,
        prompt_tokens_details: { cached_tokens: cache.read(scope, text) },
      };
      const head = { id: `chatcmpl-sim${++count}`, created: Math.floor(nowMs() / 1_000), model: textOf(body['model']) };
      const chunk = (choices: readonly Json[], more: JsonObject = {}) =>
        `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices, ...more })}\n\n`;
      const wantsUsage = (body['stream_options'] as JsonObject | undefined)?.['include_usage'] === true;
      const message = { role: 'assistant', content: 'Done.' };
      return {
        status: 200,
        body: { ...head, object: 'chat.completion', choices: [{ index: 0, message, finish_reason: 'stop' }], usage },
        events: [
          chunk([{ index: 0, delta: message, finish_reason: null }]),
          chunk([{ index: 0, delta: {}, finish_reason: 'stop' }]),
          ...(wantsUsage ? [chunk([], { usage })] : []),
          'data: [DONE]\n\n',
        ],
      };
    },
  };
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
