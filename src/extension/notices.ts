import { commands, ConfigurationTarget, window, workspace } from 'vscode';
import type { Memento } from 'vscode';
import { budgetNotice } from './budget-notice.js';
import type { ToldBudgets } from './budget-notice.js';
import type { Desk } from './desk.js';
import type { Disposable } from './disposable.js';
import { isUp, linkSentence } from './link.js';
import type { Link } from './link.js';
import { withoutLinks } from './markdown.js';
import type { AfterCrash } from './restart-policy.js';

/** The few things that the user is told without having asked. Everything else waits in the meter. */
export function showNotices(desk: Desk): readonly Disposable[] {
  const { proxy, context } = desk;
  let told: string | undefined;
  const onPort = () => {
    const link = proxy.link();
    if (link.kind === 'starting') return;
    if (link.kind !== 'port-taken') told = undefined;
    // Every window knows; the one that is looked at says it.
    else if (window.state.focused && told !== linkSentence(link)) {
      told = linkSentence(link);
      void tellPortTaken(desk, link).then(again => {
        if (again) told = undefined;
      });
    }
  };
  return [
    proxy.onCrash(crash => void tellCrash(crash)),
    proxy.onLink(onPort),
    window.onDidChangeWindowState(onPort),
    proxy.onSnapshot(({ budget, atMs }) => {
      const notice = budgetNotice(budget, atMs, context.globalState.get<ToldBudgets>(budgetsKey, {}));
      if (notice === undefined || !window.state.focused) return;
      void remember(context.globalState, notice.told);
      void tellBudget(notice.message);
    }),
  ];
}

const budgetsKey = 'tuppence.budgetsTold';

async function remember(memory: Memento, told: ToldBudgets): Promise<void> {
  await memory.update(budgetsKey, told);
}

async function tellBudget(message: string): Promise<void> {
  const chosen = await window.showWarningMessage(message, 'Open Dashboard', 'Change Budget');
  if (chosen === 'Open Dashboard') await commands.executeCommand('tuppence.openDashboard');
  if (chosen === 'Change Budget') await commands.executeCommand('tuppence.setBudget');
}

async function tellCrash(crash: AfterCrash): Promise<void> {
  if (crash.kind === 'restart' && !crash.first) return;
  const chosen =
    crash.kind === 'restart'
      ? await window.showWarningMessage(
          'The Tuppence proxy ended unexpectedly and is being started again. A prompt that failed can simply be sent once more.',
          'Show Log',
        )
      : await window.showErrorMessage(
          `The Tuppence proxy ended unexpectedly ${crash.crashes} times within three minutes and is not started again by itself. Prompts sent to it get no answer.`,
          'Restart',
          'Show Log',
        );
  if (chosen === 'Restart') await commands.executeCommand('tuppence.restart');
  if (chosen === 'Show Log') await commands.executeCommand('tuppence.showLog');
}

/** Returns whether the user had it tried again, so that the answer is told even when it is the same. */
async function tellPortTaken(desk: Desk, link: Extract<Link, { kind: 'port-taken' }>): Promise<boolean> {
  const usePort = `Use Port ${link.nextPort}`;
  const chosen = await window.showWarningMessage(
    withoutLinks(`${linkSentence(link)} End that program and try again, or use port ${link.nextPort}.`),
    usePort,
    'Retry',
  );
  if (chosen === 'Retry') {
    await desk.proxy.retry();
    return true;
  }
  if (chosen === usePort) await movePort(desk, link);
  return false;
}

/** The changed setting starts the proxy anew; connected assistants still look at the old port. */
async function movePort({ proxy }: Desk, { port, nextPort }: Extract<Link, { kind: 'port-taken' }>): Promise<void> {
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
