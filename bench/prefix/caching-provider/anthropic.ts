import type { JsonObject } from '../../../src/proxy/prompt.js';
import { textOf, type Answer, type SimulatedProvider } from './answer.js';
import { AnthropicCache } from './anthropic-cache.js';
import { Refusal, stepsOf } from './blocks.js';

/** Tokens that a prefix needs to be kept, by model, as Anthropic lists them; the largest for all others. */
const minimumTokens: readonly (readonly [model: string, tokens: number])[] = [
  ['claude-sonnet-4-5', 1_024],
  ['claude-sonnet-4-6', 2_048],
  ['claude-3-5-haiku', 2_048],
];
const otherMinimumTokens = 4_096;
const answerText = 'Done.';

/**
 * Anthropic as far as prompts, its prompt cache and usage go; every request gets the same short answer, which is charged
 * as `outputTokens`.
 */
export function simulatedAnthropic(nowMs: () => number, outputTokens = 2): SimulatedProvider {
  const cache = new AnthropicCache(nowMs);
  let count = 0;
  return {
    path: '/v1/messages',
    answer(raw, key) {
      try {
        const body = JSON.parse(raw.toString('utf8')) as JsonObject;
        const model = textOf(body['model']);
        const minimum = minimumTokens.find(([name]) => model.startsWith(name))?.[1] ?? otherMinimumTokens;
        const use = cache.use(`${key} ${model}`, stepsOf(body), minimum);
        const usage = {
          input_tokens: use.plain,
          cache_creation_input_tokens: use.written5m + use.written1h,
          cache_read_input_tokens: use.read,
          cache_creation: { ephemeral_5m_input_tokens: use.written5m, ephemeral_1h_input_tokens: use.written1h },
          output_tokens: outputTokens,
        };
        return reply(`msg_sim_${++count}`, model, usage);
      } catch (error) {
        if (!(error instanceof Refusal || error instanceof SyntaxError)) throw error;
        const told = { type: 'error', error: { type: 'invalid_request_error', message: error.message } };
        return { status: 400, body: told, events: [] };
      }
    },
  };
}

function reply(id: string, model: string, usage: JsonObject): Answer {
  const head = { id, type: 'message', role: 'assistant', model, stop_sequence: null };
  const events: readonly JsonObject[] = [
    {
      type: 'message_start',
      message: { ...head, content: [], stop_reason: null, usage: { ...usage, output_tokens: 1 } },
    },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: answerText } },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: 2 } },
    { type: 'message_stop' },
  ];
  return {
    status: 200,
    body: { ...head, content: [{ type: 'text', text: answerText }], stop_reason: 'end_turn', usage },
    events: events.map(event => `event: ${textOf(event['type'])}\ndata: ${JSON.stringify(event)}\n\n`),
  };
}
