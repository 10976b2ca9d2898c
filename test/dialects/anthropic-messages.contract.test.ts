import { anthropicMessages } from '../../src/proxy/dialects/anthropic-messages.js';
import { anthropicCountTokens } from '../../src/proxy/dialects/anthropic-count-tokens.js';
import type { DialectSamples } from '../contract/dialect.js';
import { dialectContract } from '../contract/dialect.js';
import { sampleOf, streamCases, wholeCases } from './anthropic-fixtures/cases.js';

const asked: Pick<DialectSamples, 'request' | 'withoutEffect'> = {
  request: {
    model: 'claude-opus-5-5',
    max_tokens: 32000,
    system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }],
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'See' },
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
        ],
      },
      { role: 'system', content: 'The folder is empty.' },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'Look.', signature: 'EqQB' },
          { type: 'tool_use', id: 'toolu_1', name: 'read', input: { path: 'a' } },
        ],
      },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'done' }] },
      { role: 'user', content: 'And now?' },
    ],
    tools: [
      { name: 'read', input_schema: { type: 'object' }, defer_loading: true },
      { type: 'bash_20250124', name: 'bash' },
    ],
    tool_choice: { type: 'auto' },
    thinking: { type: 'adaptive' },
    stream: true,
    x_unknown: { kept: true },
  },
  withoutEffect: {
    stream: false,
    metadata: { user_id: 'u' },
    service_tier: 'standard_only',
    cache_control: { type: 'ephemeral', ttl: '1h' },
  },
};

dialectContract(anthropicMessages, {
  ...asked,
  streams: streamCases.map(sampleOf),
  wholes: wholeCases.map(sampleOf),
});

dialectContract(anthropicCountTokens, { ...asked, streams: [], wholes: [] });
