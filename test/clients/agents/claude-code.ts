import { installed } from '../packages.js';
import { readsNote } from '../upstreams/script.js';
import { anyUuid, prompt, type Agent } from './agent.js';

const folder = 'claude-code@2.1.328';
const native = `claude-code-${process.platform}-${process.arch}`;

/** Anthropic's own agent, over messages. */
export const claudeCode: Agent = {
  name: 'Claude Code',
  folder,
  requests: 2,
  task: {
    client: 'claude-code',
    command: () => [installed(folder, '@anthropic-ai', native, 'claude'), '-p', prompt, '--allowedTools', 'Read'],
    env: ({ url, key }) => ({
      ANTHROPIC_BASE_URL: url,
      ANTHROPIC_API_KEY: key,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_AUTOUPDATER: '1',
    }),
    script: work => readsNote({ name: 'Read', input: { file_path: `${work}/note.txt` } }),
    // The session, and the device's made-up number in `metadata.user_id`.
    varies: [anyUuid, /[0-9a-f]{64}/gu],
  },
};
