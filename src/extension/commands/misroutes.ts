import { window } from 'vscode';
import { counted } from '../amounts.js';
import type { Command } from '../desk.js';
import { misrouteRows } from '../misroute-rows.js';
import { pick } from '../pick.js';
import { openReceipt } from '../receipt-document.js';

/** Requests whose model turned out not to be the right one; each opens its receipt. */
export const misroutesCommand: Command = {
  id: 'tuppence.misroutes',
  run: async desk => {
    const { routed, labelled, list } = await desk.proxy.api('GET /routing/misroutes', { query: { since: '30d' } });
    if (list.length === 0) {
      void window.showInformationMessage(
        routed === 0
          ? 'In the last 30 days no cheaper model was asked in place of another.'
          : `Cheaper models were asked ${counted(routed, 'time')} in the last 30 days. Of ${counted(labelled, 'answer')} something is known, and nothing speaks against any of them.`,
      );
      return;
    }
    const chosen = await pick({
      title: 'Show Misroutes',
      placeholder: `${list.length} of ${counted(labelled, 'answer')} of cheaper models speak against the choice`,
      rows: misrouteRows(list, atMs => new Date(atMs).toLocaleString()),
    });
    if (chosen !== undefined) await openReceipt(desk, chosen);
  },
};
