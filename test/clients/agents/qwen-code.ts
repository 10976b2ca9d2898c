import { installed, node22 } from '../packages.js';
import { readsNote } from '../upstreams/script.js';
import { anyUuid, prompt, type Agent } from './agent.js';

const folder = 'qwen-code@0.24.4';

/** Qwen's agent, over chat completions. */
export const qwenCode: Agent = {
  name: 'Qwen Code',
  folder,
  requests: 2,
  task: {
    client: 'qwen-code',
    command: () => [node22(), installed(folder, '@qwen-code', 'qwen-code', 'cli-entry.js'), '--yolo', '-p', prompt],
    env: ({ url, key }) => ({ OPENAI_BASE_URL: `${url}/v1`, OPENAI_API_KEY: key, OPENAI_MODEL: 'gpt-5.1' }),
    files: () => ({
      '.qwen/settings.json': JSON.stringify({
        security: { auth: { selectedType: 'openai' } },
        privacy: { usageStatisticsEnabled: false },
        general: { disableAutoUpdate: true, enableAutoUpdate: false },
      }),
    }),
    script: work => readsNote({ name: 'read_file', input: { file_path: `${work}/note.txt` } }),
    varies: [anyUuid],
  },
};
