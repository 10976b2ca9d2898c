import { installed } from '../packages.js';
import { readsNote } from '../upstreams/script.js';
import { anyTimestamp, anyUuid, prompt, type Agent } from './agent.js';

const folder = 'copilot@1.0.102';
const native = `copilot-${process.platform}-${process.arch}`;

/** Copilot's agent for the terminal with a provider of the user's own, in each of its three languages. */
export const copilots: readonly Agent[] = [
  agentOver('chat completions', 'gpt-5.1', '/v1', { COPILOT_PROVIDER_TYPE: 'openai' }),
  agentOver('responses', 'gpt-5.1', '/v1', { COPILOT_PROVIDER_TYPE: 'openai', COPILOT_PROVIDER_WIRE_API: 'responses' }),
  agentOver('messages', 'claude-sonnet-4-5', '', { COPILOT_PROVIDER_TYPE: 'anthropic' }),
];

function agentOver(name: string, model: string, path: string, env: Readonly<Record<string, string>>): Agent {
  return {
    name: `Copilot (${name})`,
    folder,
    requests: 2,
    task: {
      client: 'copilot',
      command: () => [
        installed(folder, '@github', native, 'copilot'),
        '--allow-all-tools',
        '--no-color',
        '-s',
        '-p',
        prompt,
      ],
      env: ({ url, key }) => ({
        COPILOT_PROVIDER_BASE_URL: url + path,
        COPILOT_PROVIDER_API_KEY: key,
        COPILOT_MODEL: model,
        COPILOT_OFFLINE: 'true',
        COPILOT_AUTO_UPDATE: 'false',
        ...env,
      }),
      script: () => readsNote({ name: 'bash', input: { command: 'cat note.txt', description: 'Read the note' } }),
      varies: [anyUuid, anyTimestamp, /"prompt_cache_key":"[0-9a-f]{32}"/gu],
    },
  };
}
