import type { IncomingHttpHeaders } from 'node:http';

/** Who is calling, where the path does not say. Many agents use a plain SDK and cannot be told apart from it. */
export function clientName(headers: IncomingHttpHeaders): string {
  const agent = headers['user-agent'] ?? '';
  for (const [pattern, name] of known) if (pattern.test(agent)) return name;
  return 'unknown';
}

const known: readonly (readonly [RegExp, string])[] = [
  [/^claude-cli\//, 'claude-code'],
  [/^codex/i, 'codex'],
  [/^opencode\//, 'opencode'],
  [/^QwenCode\//, 'qwen-code'],
  [/^RooCode\//, 'roo-code'],
  [/^GitHubCopilot/i, 'copilot'],
  [/^Kilo-?Code\//i, 'kilo-code'],
  [/^langchainjs-openai\//, 'langchain'],
  [/^(?:ai-sdk|ai)\//, 'ai-sdk'],
  [/^OpenAI\//, 'openai-sdk'],
  [/^Anthropic\//, 'anthropic-sdk'],
  [/^curl\//, 'curl'],
];
