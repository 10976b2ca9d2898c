import { readFileSync } from 'node:fs';
import { openaiChat } from '../../src/proxy/dialects/openai-chat.js';
import { dialectContract } from '../contract/dialect.js';
import { deliveryFields } from './openai-delivery.js';
import { streamCases, wholeCases } from './fixtures/cases.js';

const read = ({ file, about }: { readonly file: string; readonly about: string }) => ({
  name: about,
  bytes: readFileSync(new URL(`fixtures/${file}`, import.meta.url)),
});

dialectContract(openaiChat, {
  request: {
    model: 'gpt-4.1',
    messages: [
      { role: 'developer', content: 'Be brief.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'See' },
          { type: 'image_url', image_url: { url: 'data:,' } },
        ],
      },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 'call_1', content: 'done' },
      { role: 'user', content: 'And now?' },
    ],
    tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }],
    tool_choice: 'auto',
    stream: true,
    temperature: 0.2,
    x_unknown: { kept: true },
  },
  streams: streamCases.map(read),
  wholes: wholeCases.map(read),
  withoutEffect: deliveryFields,
});
