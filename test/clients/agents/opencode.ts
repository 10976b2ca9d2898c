import { installed } from '../packages.js';
import { readsNote } from '../upstreams/script.js';
import { anyUuid, prompt, type Agent } from './agent.js';

const folder = 'opencode@1.18.33';
const native = `opencode-${process.platform}-${process.arch}`;

/** opencode over chat completions. */
export const opencodeChat: Agent = agentOver('@ai-sdk/openai-compatible', 'gpt-5.1');

/** opencode over messages. */
export const opencodeMessages: Agent = agentOver('@ai-sdk/anthropic', 'claude-sonnet-4-5');

function agentOver(npm: string, model: string): Agent {
  const limit = { context: 200_000, output: 32_000 };
  return {
    name: `opencode (${npm})`,
    folder,
    // The title of the session, then the two turns.
    requests: 3,
    task: {
      client: 'opencode',
      command: () => [installed(folder, native, 'bin', 'opencode'), 'run', '--model', `tuppence/${model}`, prompt],
      env: () => ({
        OPENCODE_DISABLE_AUTOUPDATE: '1',
        OPENCODE_DISABLE_MODELS_FETCH: '1',
        OPENCODE_DISABLE_DEFAULT_PLUGINS: '1',
        OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
      }),
      files: ({ url, key }) => ({
        '.config/opencode/opencode.json': JSON.stringify({
          provider: {
            tuppence: { npm, options: { baseURL: `${url}/v1`, apiKey: key }, models: { [model]: { limit } } },
          },
          small_model: `tuppence/${model}`,
        }),
      }),
      script: () => readsNote({ name: 'read', input: { filePath: 'note.txt' } }),
      varies: [anyUuid, /ses_[0-9A-Za-z]+/gu],
    },
  };
}
