import { commands, window } from 'vscode';
import type { Memento } from 'vscode';
import { budgetNotice } from './budget-notice.js';
import type { ToldBudgets } from './budget-notice.js';
import type { Desk } from './desk.js';
import type { Disposable } from './disposable.js';
import { linkSentence } from './link.js';
import { tellPortTaken } from './port-taken.js';
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
      void tellPortTaken(proxy, link).then(again => {
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
