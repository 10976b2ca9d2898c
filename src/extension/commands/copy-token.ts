import { env, window } from 'vscode';
import type { Command } from '../desk.js';

export const copyTokenCommand: Command = {
  id: 'tuppence.copyToken',
  run: async ({ proxy }) => {
    const { token } = await proxy.address();
    await env.clipboard.writeText(token);
    void window.showWarningMessage(
      'Copied the token. It is a secret: whoever has it can send prompts on your keys. Give it to your own assistants on this machine as their API key, and to nobody else.',
    );
  },
};
