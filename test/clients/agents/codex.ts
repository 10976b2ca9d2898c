import { installed } from '../packages.js';
import { readsNote } from '../upstreams/script.js';
import { anyUuid, prompt, type Agent } from './agent.js';

const folder = 'codex@0.169.0';

/** OpenAI's own agent, over responses, with a provider block of its own. */
export const codex: Agent = agentWith(
  'Codex',
  ({ url }) => `model_provider = "tuppence"

[model_providers.tuppence]
name = "Tuppence"
base_url = "${url}/v1"
env_key = "TUPPENCE_TOKEN"
wire_api = "responses"
`,
);

/** The same with the built-in provider moved: it tries a WebSocket first. */
export const codexWebSocket: Agent = agentWith(
  'Codex, built-in provider',
  ({ url }) => `openai_base_url = "${url}/v1"\n`,
);

function agentWith(name: string, config: (place: { readonly url: string }) => string): Agent {
  return {
    name,
    folder,
    requests: 2,
    task: {
      client: 'codex',
      command: () => [
        process.execPath,
        installed(folder, '@openai', 'codex', 'bin', 'codex.js'),
        'exec',
        '--skip-git-repo-check',
        '--sandbox',
        'danger-full-access',
        '--model',
        'gpt-5.1',
        prompt,
      ],
      env: ({ key }) => ({ TUPPENCE_TOKEN: key, OPENAI_API_KEY: key, CODEX_API_KEY: key }),
      files: place => ({ '.codex/config.toml': quiet(config(place)) }),
      script: () => readsNote({ name: 'exec_command', input: { cmd: 'cat note.txt' } }),
      varies: [
        // Its fields come in another order in every run.
        /"client_metadata":\{(?:"(?:[^"\\]|\\.)*"[:,]?)*\}/gu,
        anyUuid,
        /"create_time":[\d.]+/gu,
        /"turn_started_at_unix_ms":\d+/gu,
        /Chunk ID: [0-9a-f]+/gu,
        /Wall time: [\d.]+/gu,
      ],
    },
  };
}

/** Settings of its own come first in the file, tables last. */
function quiet(config: string): string {
  return `check_for_update_on_startup = false\n${config}\n[analytics]\nenabled = false\n`;
}
