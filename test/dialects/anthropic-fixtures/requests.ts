import type { Facts, JsonObject } from '../../../src/proxy/prompt.js';

/** A request as clients of Anthropic's messages send it, and what must be read out of it. */
export interface RequestCase {
  /** What is peculiar about it. */
  readonly about: string;
  readonly body: JsonObject;
  readonly expected: Partial<Facts>;
}

const ask = { role: 'user', content: 'Why is the sky blue?' } as const;
const base = { model: 'claude-opus-5-5', max_tokens: 1024, messages: [ask] } as const;
const plain = { text: '', calledTools: false, toolResult: false, media: false } as const;
const asked = { ...plain, role: 'user', text: ask.content } as const;
const png = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } } as const;
const result = { type: 'tool_result', tool_use_id: 'toolu_1', content: 'ok' } as const;
const titleSchema = { type: 'object', properties: { title: { type: 'string' } } } as const;

function said(...content: readonly JsonObject[]): JsonObject {
  return { ...base, messages: [{ role: 'user', content }] };
}

export const requestCases: readonly RequestCase[] = [
  {
    about: 'nothing but a question',
    body: base,
    expected: {
      model: 'claude-opus-5-5',
      stream: false,
      wantsStreamUsage: true,
      turns: [asked],
      toolNames: [],
      toolChoice: undefined,
      structured: false,
      maxOutputTokens: 1024,
      temperature: undefined,
      choices: 1,
      serverState: false,
    },
  },
  {
    about: 'streaming and a temperature',
    body: { ...base, stream: true, temperature: 1 },
    expected: { stream: true, temperature: 1 },
  },
  {
    about: 'a system prompt as text',
    body: { ...base, system: 'Be brief.' },
    expected: { turns: [{ ...plain, role: 'system', text: 'Be brief.' }, asked] },
  },
  {
    about: 'a system prompt in blocks behind a billing line',
    body: {
      ...base,
      system: [
        { type: 'text', text: 'x-anthropic-billing-header: cc_version=2.1.328.a1; cch=00;' },
        { type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } },
        { type: 'text', text: 'Be kind.' },
      ],
    },
    expected: { turns: [{ ...plain, role: 'system', text: 'Be brief.\nBe kind.' }, asked] },
  },
  {
    about: 'a system message among the others',
    body: { ...base, messages: [ask, { role: 'system', content: [{ type: 'text', text: 'Today is Friday.' }] }] },
    expected: { turns: [asked, { ...plain, role: 'system', text: 'Today is Friday.' }] },
  },
  {
    about: 'a role nobody knows',
    body: { ...base, messages: [{ role: 'narrator', content: 'Once' }] },
    expected: { turns: [{ ...plain, role: 'other', text: 'Once' }] },
  },
  {
    about: 'two texts',
    body: said({ type: 'text', text: 'One' }, { type: 'text', text: 'two' }),
    expected: { turns: [{ ...plain, role: 'user', text: 'One\ntwo' }] },
  },
  {
    about: 'an image',
    body: said({ type: 'text', text: 'See' }, png),
    expected: { turns: [{ ...plain, role: 'user', text: 'See', media: true }], serverState: false },
  },
  {
    about: 'a document',
    body: said({ type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'Long.' } }),
    expected: { turns: [{ ...plain, role: 'user', media: true }] },
  },
  {
    about: 'a file kept at the provider',
    body: said({ type: 'document', source: { type: 'file', file_id: 'file_1' } }),
    expected: { serverState: true },
  },
  {
    about: 'an image on the web inside a tool result',
    body: said({ ...result, content: [{ type: 'image', source: { type: 'url', url: 'https://img.example/a.png' } }] }),
    expected: { turns: [{ ...plain, role: 'tool', toolResult: true, media: true }], serverState: true },
  },
  {
    about: 'an image on the web inside a document',
    body: said({
      type: 'document',
      source: {
        type: 'content',
        content: [{ type: 'image', source: { type: 'url', url: 'https://img.example/a.png' } }],
      },
    }),
    expected: { serverState: true },
  },
  {
    about: 'thoughts and a tool call',
    body: {
      ...base,
      messages: [
        ask,
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'Hm.', signature: 'EqQB' },
            { type: 'redacted_thinking', data: 'Emw' },
            { type: 'text', text: 'Looking.' },
            { type: 'tool_use', id: 'toolu_1', name: 'read', input: {} },
          ],
        },
        { role: 'user', content: [result] },
      ],
    },
    expected: {
      turns: [
        asked,
        { ...plain, role: 'assistant', text: 'Looking.', calledTools: true },
        { ...plain, role: 'tool', text: 'ok', toolResult: true },
      ],
    },
  },
  {
    about: 'a tool result in blocks and words behind it',
    body: said({ ...result, content: [{ type: 'text', text: 'ok' }] }, { type: 'text', text: 'Go on.' }),
    expected: { turns: [{ ...plain, role: 'user', text: 'ok\nGo on.', toolResult: true }] },
  },
  {
    about: "a search by the provider's own tool",
    body: {
      ...base,
      messages: [
        {
          role: 'assistant',
          content: [
            { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'x' } },
            { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [] },
          ],
        },
      ],
    },
    expected: { turns: [{ ...plain, role: 'assistant', calledTools: true }] },
  },
  {
    about: 'a kind of block nobody knows',
    body: said({ type: 'hologram', shape: 1 }),
    expected: { turns: [{ ...plain, role: 'user', media: true }] },
  },
  {
    about: 'tools of all kinds',
    body: {
      ...base,
      tools: [
        { name: 'read', input_schema: { type: 'object' }, defer_loading: true },
        { type: 'bash_20250124', name: 'bash' },
        { type: 'something_new' },
      ],
      tool_choice: { type: 'any' },
    },
    expected: { toolNames: ['read', 'bash', 'something_new'], toolChoice: 'required', serverState: false },
  },
  {
    about: 'a search of the web',
    body: { ...base, tools: [{ type: 'web_search_20250305', name: 'web_search' }], tool_choice: { type: 'auto' } },
    expected: { toolNames: ['web_search'], toolChoice: 'auto', serverState: true },
  },
  {
    about: 'servers the provider talks to',
    body: {
      ...base,
      mcp_servers: [{ type: 'url', url: 'https://mcp.example/', name: 'demo' }],
      tools: [{ type: 'mcp_toolset', mcp_server_name: 'demo' }],
      tool_choice: { type: 'tool', name: 'echo' },
    },
    expected: { toolNames: ['demo'], toolChoice: 'named', serverState: true },
  },
  { about: 'a container', body: { ...base, container: 'container_1' }, expected: { serverState: true } },
  {
    about: 'no tool allowed',
    body: { ...base, tools: [], tool_choice: { type: 'none' } },
    expected: { toolNames: [], toolChoice: 'none' },
  },
  {
    about: 'a schema for the answer',
    body: { ...base, output_config: { effort: 'low', format: { type: 'json_schema', schema: titleSchema } } },
    expected: { structured: true, schemaKeys: ['title'] },
  },
  {
    about: 'a schema where it stood in the beta',
    body: { ...base, output_format: { type: 'json_schema', schema: titleSchema } },
    expected: { structured: true, schemaKeys: ['title'] },
  },
  {
    about: 'an effort but no schema',
    body: { ...base, output_config: { effort: 'high' } },
    expected: { structured: false, schemaKeys: undefined },
  },
  {
    about: 'context editing, betas and fields nobody knows',
    body: {
      ...base,
      thinking: { type: 'adaptive' },
      context_management: { edits: [{ type: 'clear_tool_uses_20250919' }] },
      safeguards: { cwd: '/home/me' },
    },
    expected: { turns: [asked], serverState: false },
  },
  {
    about: 'a message without content',
    body: { ...base, messages: [{ role: 'user' }] },
    expected: { turns: [{ ...plain, role: 'user' }] },
  },
];
