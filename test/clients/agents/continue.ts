import { installed } from '../packages.js';
import { readsNote } from '../upstreams/script.js';
import { prompt, type Agent } from './agent.js';

const folder = 'continue@1.5.47';

/** Continue's agent for the terminal, over chat completions. */
export const continueChat: Agent = agentWith('gpt-4.1');

/** The same with a model that it asks over responses, whatever the settings say. */
export const continueResponses: Agent = agentWith('gpt-5.1');

function agentWith(model: string): Agent {
  return {
    name: `Continue (${model})`,
    folder,
    requests: 2,
    task: {
      client: 'continue',
      command: ({ home }) => [
        process.execPath,
        installed(folder, '@continuedev', 'cli', 'dist', 'cn.js'),
        '-p',
        '--config',
        `${home}/.continue/config.yaml`,
        prompt,
      ],
      env: () => ({ CONTINUE_TELEMETRY_ENABLED: '0' }),
      files: ({ url, key }) => ({
        '.continue/config.yaml': `name: tuppence
version: 1.0.0
schema: v1
models:
  - name: tuppence
    provider: openai
    model: ${model}
    apiBase: ${url}/v1
    apiKey: ${key}
    roles: [chat, edit, apply]
`,
      }),
      script: () => readsNote({ name: 'Read', input: { filepath: 'note.txt' } }),
    },
  };
}
