import { window } from 'vscode';
import type { Command } from '../desk.js';

export const restartCommand: Command = {
  id: 'tuppence.restart',
  run: async ({ proxy }) => {
    await proxy.restart();
    const { url } = await proxy.address();
    void window.showInformationMessage(`The Tuppence proxy listens on ${url}.`);
  },
};
