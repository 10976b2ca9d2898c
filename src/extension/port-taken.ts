import { commands, ConfigurationTarget, window, workspace } from 'vscode';
import { isUp, linkSentence } from './link.js';
import type { Link } from './link.js';
import { withoutLinks } from './markdown.js';
import type { ProxyClient } from './proxy-client.js';

type PortTaken = Extract<Link, { kind: 'port-taken' }>;

/** One question at a time, whoever asks: a notice or a command that needs the proxy. */
let asking = false;

/**
 * Says who has the port and offers the next free one. Returns whether the user had it tried again, so that the answer is
 * told even when it is the same.
 */
export async function tellPortTaken(proxy: ProxyClient, link: PortTaken): Promise<boolean> {
  if (asking) return false;
  asking = true;
  const usePort = `Use Port ${link.nextPort}`;
  try {
    const chosen = await window.showWarningMessage(
      withoutLinks(`${linkSentence(link)} End that program and try again, or use port ${link.nextPort}.`),
      usePort,
      'Retry',
    );
    if (chosen === 'Retry') await proxy.retry();
    if (chosen === usePort) void movePort(proxy, link);
    return chosen === 'Retry';
  } finally {
    asking = false;
  }
}

/** The changed setting moves the proxy; connected assistants still look at the old port. */
async function movePort(proxy: ProxyClient, { port, nextPort }: PortTaken): Promise<void> {
  const up = new Promise<void>(resolve => {
    const listener = proxy.onLink(link => {
      if (link.kind === 'starting' || link.kind === 'stopped') return;
      listener.dispose();
      if (isUp(link)) resolve();
    });
  });
  await workspace.getConfiguration('tuppence').update('port', nextPort, ConfigurationTarget.Global);
  await up;
  const chosen = await window.showInformationMessage(
    `The Tuppence proxy listens on port ${nextPort} now. Assistants that were connected still look at port ${port}.`,
    'Update Assistants',
  );
  if (chosen !== undefined) await commands.executeCommand('tuppence.reconnect');
}
