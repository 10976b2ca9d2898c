import { env, window } from 'vscode';
import type { Command } from '../desk.js';

export const copyBaseUrlCommand: Command = {
  id: 'tuppence.copyBaseUrl',
  run: async ({ proxy }) => {
    const { url } = await proxy.address();
    await env.clipboard.writeText(`${url}/v1`);
    void window.showInformationMessage(
      `Copied ${url}/v1, the base URL for clients that speak OpenAI. Clients that speak Anthropic take ${url}.`,
    );
  },
};
