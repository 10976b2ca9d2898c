import { commands, window } from 'vscode';
import type { Command } from '../desk.js';

const hourMs = 3_600_000;

export const pauseCommand: Command = {
  id: 'tuppence.pause',
  run: async ({ proxy }) => {
    const untilMs = Date.now() + hourMs;
    await proxy.api('PATCH /settings', { body: { pausedUntilMs: untilMs } });
    const time = new Date(untilMs).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
    const chosen = await window.showInformationMessage(
      `Tuppence is paused until ${time}: every prompt passes untouched and is only counted.`,
      'Resume',
    );
    if (chosen !== undefined) await commands.executeCommand('tuppence.resume');
  },
};
