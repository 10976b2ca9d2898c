import { env, Uri } from 'vscode';
import type { Command } from '../desk.js';

/** The token goes in the fragment, which browsers send to nobody and write into no log of a server. */
export const openDashboardInBrowserCommand: Command = {
  id: 'tuppence.openDashboardInBrowser',
  run: async ({ proxy }) => {
    const { url, token } = await proxy.address();
    await env.openExternal(Uri.parse(`${url}/dashboard`, true).with({ fragment: `token=${token}` }));
  },
};
