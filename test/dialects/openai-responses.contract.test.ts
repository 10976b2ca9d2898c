import { readFileSync } from 'node:fs';
import { openaiResponses } from '../../src/proxy/dialects/openai-responses.js';
import { dialectContract } from '../contract/dialect.js';
import { streamCases, wholeCases } from './openai-responses-fixtures/cases.js';
import type { ReplyCase } from './openai-responses-fixtures/cases.js';

const read = ({ file, about }: ReplyCase) => ({
  name: about,
  bytes: readFileSync(new URL(`openai-responses-fixtures/${file}`, import.meta.url)),
});
// What a provider keeps is replayed under the ids it is kept under; its own tests say so.
const renamed = ({ keptByProvider }: ReplyCase) => keptByProvider === undefined;

dialectContract(openaiResponses, {
  request: {
    model: 'gpt-5.1',
    instructions: 'Be brief.',
    input: [
      { type: 'message', role: 'developer', content: [{ type: 'input_text', text: 'Use tabs.' }] },
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'See' },
          { type: 'input_image', image_url: 'data:,', detail: 'low' },
          { type: 'input_file', filename: 'a.pdf', file_data: 'data:,' },
        ],
      },
      { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'gAAA' },
      { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'f', arguments: '{}', status: 'completed' },
      { type: 'function_call_output', call_id: 'call_1', output: 'done' },
      {
        type: 'message',
        id: 'msg_1',
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text: 'It is done.', annotations: [] }],
      },
      { role: 'user', content: 'And now?' },
    ],
    tools: [
      { type: 'function', name: 'f', parameters: { type: 'object' }, strict: true },
      { type: 'namespace', name: 'docs', tools: [{ type: 'function', name: 'search' }] },
      { type: 'custom', name: 'apply_patch', format: { type: 'text' } },
    ],
    tool_choice: 'auto',
    reasoning: { effort: 'low' },
    include: ['reasoning.encrypted_content'],
    store: false,
    stream: true,
    temperature: 0.2,
    x_unknown: { kept: true },
  },
  streams: streamCases.filter(renamed).map(read),
  wholes: wholeCases.filter(renamed).map(read),
  withoutEffect: {
    stream: false,
    stream_options: { include_obfuscation: false },
    metadata: { a: 'b' },
    user: 'u',
    safety_identifier: 's',
    prompt_cache_key: 'k',
    prompt_cache_retention: '24h',
    prompt_cache_options: { ttl: '1h' },
    client_metadata: { session: 'x' },
    service_tier: 'flex',
  },
});
