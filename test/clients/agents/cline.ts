import { installed } from '../packages.js';
import { readsNote } from '../upstreams/script.js';
import { anyTimestamp, anyUuid, prompt, type Agent } from './agent.js';

const folder = 'cline@3.0.65';

/** Cline's agent for the terminal, over chat completions. */
export const cline: Agent = {
  name: 'Cline',
  folder,
  requests: 2,
  task: {
    client: 'cline',
    command: ({ key }) => [
      installed(folder, '@cline', `cli-${process.platform}-${process.arch}`, 'bin', 'cline'),
      '-P',
      'openai-compatible',
      '-m',
      'gpt-5.1',
      '-k',
      key,
      prompt,
    ],
    env: () => ({ CLINE_TELEMETRY_DISABLED: '1' }),
    files: ({ url, key }) => ({
      '.cline/data/settings/providers.json': JSON.stringify({
        version: 1,
        lastUsedProvider: 'openai-compatible',
        providers: {
          'openai-compatible': {
            settings: { provider: 'openai-compatible', apiKey: key, model: 'gpt-5.1', baseUrl: `${url}/v1` },
            updatedAt: '2026-01-01T00:00:00.000Z',
            tokenSource: 'manual',
          },
        },
      }),
    }),
    script: () => readsNote({ name: 'read_files', input: { files: [{ path: 'note.txt' }] } }),
    varies: [anyUuid, anyTimestamp],
  },
};
