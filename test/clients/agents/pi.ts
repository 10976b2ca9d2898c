import { installed } from '../packages.js';
import { readsNote } from '../upstreams/script.js';
import { anyUuid, prompt, type Agent } from './agent.js';

const folder = 'pi@0.73.1';

/** pi over chat completions. */
export const piChat: Agent = agentOver('openai-completions', 'gpt-5.1', '/v1');

/** pi over messages. */
export const piMessages: Agent = agentOver('anthropic-messages', 'claude-sonnet-4-5', '');

function agentOver(api: string, model: string, path: string): Agent {
  return {
    name: `pi (${api})`,
    folder,
    requests: 2,
    task: {
      client: 'pi',
      command: () => [
        process.execPath,
        installed(folder, '@mariozechner', 'pi-coding-agent', 'dist', 'cli.js'),
        '--offline',
        '--no-session',
        '--model',
        `tuppence/${model}`,
        '-p',
        prompt,
      ],
      env: () => ({ PI_OFFLINE: '1', PI_TELEMETRY: '0' }),
      files: ({ url, key }) => ({
        '.pi/agent/models.json': JSON.stringify({
          providers: { tuppence: { baseUrl: url + path, api, apiKey: key, models: [{ id: model }] } },
        }),
      }),
      script: () => readsNote({ name: 'read', input: { path: 'note.txt' } }),
      varies: [anyUuid],
    },
  };
}
