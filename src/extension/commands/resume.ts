import { window } from 'vscode';
import { modeOf } from '../../protocol/settings.js';
import type { Command } from '../desk.js';

export const resumeCommand: Command = {
  id: 'tuppence.resume',
  run: async ({ proxy }) => {
    const before = modeOf(await proxy.api('GET /settings', {}), Date.now());
    if (before !== 'off') {
      void window.showInformationMessage('Tuppence is not paused.');
      return;
    }
    const after = modeOf(await proxy.api('PATCH /settings', { body: { pausedUntilMs: null } }), Date.now());
    void window.showInformationMessage(
      after === 'on'
        ? 'Tuppence is on again.'
        : 'Tuppence observes again: the cache answers repeats, routing only counts.',
    );
  },
};
