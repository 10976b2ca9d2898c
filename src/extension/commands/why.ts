import { window } from 'vscode';
import type { Command } from '../desk.js';
import { pick } from '../pick.js';
import { openReceipt } from '../receipt-document.js';
import { requestRows } from '../rows.js';

/** The newest request is on top, so Enter alone explains the last one. */
export const whyCommand: Command = {
  id: 'tuppence.why',
  run: async (desk, argument) => {
    if (typeof argument === 'string') return openReceipt(desk, argument);
    const { recent } = await desk.proxy.api('GET /snapshot', {});
    if (recent.length === 0) {
      void window.showInformationMessage(
        'No request has come through Tuppence yet. Connect an assistant and ask it something.',
      );
      return;
    }
    const chosen = await pick({
      title: 'Show Why',
      placeholder: 'Which request? The last one is on top',
      rows: requestRows(recent, atMs => new Date(atMs).toLocaleTimeString()),
    });
    if (chosen !== undefined) await openReceipt(desk, chosen.id);
  },
};
