import { window } from 'vscode';
import type { Command } from '../desk.js';

export const stopCommand: Command = {
  id: 'tuppence.stop',
  run: async ({ proxy }) => {
    const before = proxy.link();
    await proxy.stop();
    void window.showInformationMessage(
      before.kind === 'following'
        ? `This window no longer follows the proxy on ${before.url}, which goes on.`
        : 'The Tuppence proxy is stopped. Prompts sent to it get no answer until it is started; another open window may go on in its place.',
    );
  },
};
