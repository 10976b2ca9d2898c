import { claudeCode } from '../../src/connect/assistants/claude-code.js';
import { cline } from '../../src/connect/assistants/cline.js';
import { codex } from '../../src/connect/assistants/codex.js';
import { continueDev } from '../../src/connect/assistants/continue.js';
import { copilot } from '../../src/connect/assistants/copilot.js';
import { kiloCode } from '../../src/connect/assistants/kilo-code.js';
import { opencode } from '../../src/connect/assistants/opencode.js';
import { pi } from '../../src/connect/assistants/pi.js';
import { qwenCode } from '../../src/connect/assistants/qwen-code.js';
import type { Assistant } from '../../src/connect/assistant.js';
import type { FileAssistant } from '../../src/connect/plan.js';
import { assistantContract } from '../contract/assistant.js';

const nothing = { what: 'no file', files: [] };
const empty = { what: 'an empty file', files: ['', ''] };

assistantContract(
  byFiles(claudeCode),
  ['/v1/messages', '/v1/messages?beta=true'],
  [
    nothing,
    empty,
    { what: 'empty braces', files: ['{}\n'] },
    {
      what: 'permissions and hooks',
      files: [
        `{
  "permissions": { "allow": ["Bash(ls:*)"], "deny": [] },
  "hooks": {
    "PostToolUse": [{ "matcher": "Edit", "hooks": [{ "type": "command", "command": "npx prettier" }] }]
  },
  "model": "opus"
}
`,
      ],
    },
    {
      what: 'another gateway, with headers and a small model of its own',
      files: [
        `{
    "env": {
        "ANTHROPIC_BASE_URL": "https://gateway.example.com",
        "ANTHROPIC_CUSTOM_HEADERS": "x-team: red\\nx-cost: 7",
        "ANTHROPIC_DEFAULT_HAIKU_MODEL": "claude-haiku-4-5-20251001",
    },
    // mine
    "theme": "dark", // always
}
`,
      ],
    },
    { what: 'Tuppence’s key instead of one’s own', files: ['{"env":{"FOO":"1"}}'], account: 'tuppence' },
    { what: 'a byte order mark and CRLF', files: ['\uFEFF{\r\n\t"env": {\r\n\t\t"A": "b"\r\n\t}\r\n}\r\n'] },
  ],
);

assistantContract(
  byFiles(codex),
  ['/responses'],
  [
    nothing,
    empty,
    {
      what: 'a file as people have it',
      files: [
        `# my settings
model = "gpt-5.1-codex" # the big one
model_reasoning_effort = "high"

[mcp_servers.docs]
command = "npx"
args = ["-y", "docs-server"]

# where I work
[projects."/home/me/work"]
trust_level = "trusted"
`,
      ],
    },
    {
      what: 'another provider, and one that the user called tuppence',
      files: [
        `model_provider = 'azure'
[model_providers.azure]
name = "Azure"
base_url = "https://example.openai.azure.com/openai"
[model_providers.tuppence]
name = "My own"
base_url = "https://tuppence.example.com/v1"`,
      ],
    },
    { what: 'tables only, CRLF', files: ['[tui]\r\nnotifications = true\r\n'], account: 'tuppence' },
    {
      what: 'providers as dotted keys',
      files: ['model_providers.a.name = "A"\nmodel_providers.a.base_url = "https://a.example"\n'],
    },
    { what: 'providers as an inline table', files: ['model_providers = { a = { name = "A" } } # short\n'] },
  ],
);

assistantContract(
  byFiles(continueDev),
  ['/chat/completions', '/responses', '/messages'],
  [
    nothing,
    empty,
    {
      what: 'a file as people have it',
      files: [
        `name: Local Assistant
version: 1.0.0
schema: v1
# the big ones
models:
  - name: Sonnet # daily
    provider: anthropic
    model: claude-sonnet-4-5
    apiKey: \${{ secrets.KEY }}

  - name: Autocomplete
    provider: mistral
    model: codestral
    roles:
      - autocomplete

# where it looks
context:
  - provider: code
  - provider: diff
`,
      ],
    },
    { what: 'an empty list of models', files: ['name: x\nversion: 0.0.1\nschema: v1\nmodels: []\n'] },
    {
      what: 'a list without indentation, CRLF',
      files: ['name: x\r\nmodels:\r\n- name: a\r\n  provider: ollama\r\n  model: b\r\nrules:\r\n- be kind\r\n'],
    },
  ],
);

assistantContract(
  byFiles(cline),
  ['/chat/completions'],
  [
    nothing,
    empty,
    {
      what: 'a provider of the same kind',
      files: [
        JSON.stringify(
          {
            version: 1,
            lastUsedProvider: 'anthropic',
            providers: {
              anthropic: {
                settings: { provider: 'anthropic', apiKey: 'sk-ant-mine' },
                updatedAt: '2025-01-01T00:00:00.000Z',
              },
              'openai-compatible': {
                settings: {
                  provider: 'openai-compatible',
                  apiKey: 'sk-mine',
                  model: 'm',
                  baseUrl: 'https://x.example/v1',
                  extra: 1,
                },
                updatedAt: '2025-01-01T00:00:00.000Z',
                tokenSource: 'manual',
              },
            },
          },
          null,
          2,
        ),
      ],
    },
  ],
);

for (const assistant of [kiloCode, opencode]) {
  assistantContract(
    byFiles(assistant),
    ['/chat/completions', '/messages'],
    [
      nothing,
      empty,
      {
        what: 'a model and a provider of one’s own',
        files: [
          `{
  "$schema": "https://opencode.ai/config.json",
  "model": "anthropic/claude-opus-4-5",
  "small_model": "anthropic/claude-haiku-4-5",
  // local things
  "provider": {
    "ollama": { "npm": "@ai-sdk/openai-compatible", "options": { "baseURL": "http://localhost:11434/v1" } }
  }
}
`,
        ],
      },
      {
        what: 'a provider that the user called tuppence',
        files: ['{ "provider": { "tuppence": { "options": { "baseURL": "https://example.com/v1" } } } }\n'],
      },
    ],
  );
}

assistantContract(
  byFiles(qwenCode),
  ['/chat/completions'],
  [
    nothing,
    empty,
    {
      what: 'another sign-in and models of one’s own',
      files: [
        `{
  "security": { "auth": { "selectedType": "qwen-oauth" } },
  "modelProviders": {
    "openai": [{ "id": "qwen3-coder-plus", "baseUrl": "https://dashscope.example/v1", "envKey": "DASHSCOPE_API_KEY" }]
  },
  "model": { "name": "qwen3-coder-plus" },
  "$version": 3
}
`,
      ],
    },
  ],
);

assistantContract(
  byFiles(pi),
  ['/chat/completions', '/v1/messages'],
  [
    nothing,
    empty,
    {
      what: 'both files there',
      files: [
        '{\n  "providers": {\n    "ollama": { "baseUrl": "http://localhost:11434/v1", "api": "openai-completions", "apiKey": "ollama", "models": [] }\n  }\n}\n',
        '{ "defaultProvider": "anthropic", "defaultModel": "claude-opus-4-5", "theme": "dark" }\n',
      ],
    },
  ],
);

assistantContract(
  byFiles(copilot),
  ['/chat/completions', '/messages'],
  [
    nothing,
    empty,
    { what: 'an empty list', files: ['[]'] },
    {
      what: 'a group of one’s own',
      files: [
        `[
	{
		"name": "Ollama", // at home
		"vendor": "ollama",
		"url": "http://localhost:11434"
	}
]`,
      ],
    },
  ],
);

function byFiles(assistant: Assistant): FileAssistant {
  if (assistant.how !== 'files') throw new RangeError(`${assistant.label} is not connected through files.`);
  return assistant;
}
