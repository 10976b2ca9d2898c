import { commands, ConfigurationTarget, window, workspace } from 'vscode';
import type { Wish } from '../../connect/assistant.js';
import { carryOut } from '../../connect/carry-out.js';
import { shown } from '../../connect/place.js';
import { planConnect } from '../../connect/plan.js';
import type { FileAssistant, Plan, Workbench } from '../../connect/plan.js';
import type { Desk } from '../desk.js';
import { currentSettings } from '../follow-settings.js';
import { offerSettings } from './editor-settings.js';
import { review } from './review.js';

/** Plans, shows, asks and writes. Rejects with a FileError for a file that cannot be used. */
export async function connectFiles(desk: Desk, bench: Workbench, assistant: FileAssistant, wish: Wish): Promise<void> {
  const { label } = assistant;
  const done = await carryOutShown(bench, `Connect ${label}`, async () => {
    const plan = await planConnect(bench, assistant, wish);
    return { plans: [plan], idle: plan.files.every(({ before, after }) => before === after) };
  });
  if (done === 'idle') void window.showInformationMessage(`${label} is connected already, with the present address.`);
  if (done !== 'done') return;
  await Promise.all([tellConnected(desk, assistant, wish), offerSettings(assistant.editorSettings ?? [])]);
}

/** Repeats until what was shown is what is written: a file may change while the user reads. */
export async function carryOutShown(
  bench: Workbench,
  title: string,
  make: () => Promise<{ readonly plans: readonly Plan[]; readonly idle: boolean }>,
): Promise<'done' | 'cancelled' | 'idle'> {
  for (;;) {
    const { plans, idle } = await make();
    if (idle) return 'idle';
    if (!(await review(bench, plans, title))) return 'cancelled';
    let changed: string | undefined;
    for (const plan of plans) {
      const outcome = await carryOut(bench, plan, new Date().toISOString());
      if (outcome.kind === 'changed') changed = outcome.path;
    }
    if (changed === undefined) return 'done';
    void window.showWarningMessage(
      `${shown(bench.place, changed)} was changed by somebody else meanwhile and was not written. Look at the change again.`,
    );
  }
}

async function tellConnected(desk: Desk, assistant: FileAssistant, wish: Wish): Promise<void> {
  const keep = assistant.terminal && !currentSettings().window.keepRunning.enabled;
  const demo = desk.proxy.snapshot()?.proxy.demo === true && wish.account === 'tuppence';
  const words = [
    `${assistant.label} is connected.`,
    ...assistant.next(wish),
    ...(demo ? ['No provider key is set, so a simulated provider answers.'] : []),
    ...(keep ? ['In a terminal it works while a window of this editor is open, or with the proxy kept running.'] : []),
  ];
  const buttons = [...(demo ? ['Set Provider Key'] : []), ...(keep ? ['Keep Running'] : []), 'Undo'];
  const chosen = await window.showInformationMessage(words.join(' '), ...buttons);
  if (chosen === 'Set Provider Key') await commands.executeCommand('tuppence.setKey');
  if (chosen === 'Undo') await commands.executeCommand('tuppence.disconnect', assistant.id);
  if (chosen === 'Keep Running') {
    await workspace.getConfiguration('tuppence').update('keepRunning.enabled', true, ConfigurationTarget.Global);
  }
}
