import { window } from 'vscode';
import type { Command } from '../desk.js';
import { isUp, linkSentence } from '../link.js';

export const startCommand: Command = {
  id: 'tuppence.start',
  run: async ({ proxy }) => {
    if (isUp(proxy.link())) {
      void window.showInformationMessage(`It is running already. ${linkSentence(proxy.link())}`);
      return;
    }
    if (proxy.link().kind !== 'starting') await proxy.retry();
    const { url } = await proxy.address();
    void window.showInformationMessage(`The Tuppence proxy listens on ${url}.`);
  },
};
