import { commands, window } from 'vscode';
import type { Command, Desk } from './desk.js';
import type { Disposable } from './disposable.js';
import { withoutLinks } from './markdown.js';
import { tellPortTaken } from './port-taken.js';
import { ProxyDownError, RefusedError } from './proxy-errors.js';

/** Every command answers: what it cannot do it says, with the next step as a button. */
export function registerCommands(all: readonly Command[], desk: Desk): readonly Disposable[] {
  return all.map(command =>
    commands.registerCommand(command.id, async (argument?: unknown) => {
      try {
        await command.run(desk, argument);
      } catch (error) {
        await explain(error, command.id, desk);
      }
    }),
  );
}

async function explain(error: unknown, id: string, { log, proxy }: Desk): Promise<void> {
  log.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const link = proxy.link();
  if (error instanceof ProxyDownError && link.kind === 'port-taken') {
    await tellPortTaken(proxy, link);
    return;
  }
  const start = { title: 'Start Proxy', command: 'tuppence.restart' };
  const showLog = { title: 'Show Log', command: 'tuppence.showLog' };
  const buttons = error instanceof ProxyDownError && error.reason !== 'starting' ? [start, showLog] : [showLog];
  const chosen = await window.showErrorMessage(sentence(error), ...buttons);
  if (chosen !== undefined) await commands.executeCommand(chosen.command);
}

function sentence(error: unknown): string {
  if (error instanceof ProxyDownError || error instanceof RefusedError) return withoutLinks(error.message);
  return withoutLinks(`Tuppence could not do that: ${error instanceof Error ? error.message : String(error)}`);
}
