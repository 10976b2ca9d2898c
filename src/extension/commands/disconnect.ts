import { window } from 'vscode';
import { assistants } from '../../connect/all.js';
import type { Assistant } from '../../connect/assistant.js';
import { planDisconnect } from '../../connect/plan.js';
import type { FileAssistant, Workbench } from '../../connect/plan.js';
import { benchOf } from '../connect/bench.js';
import { carryOutShown } from '../connect/connect-files.js';
import { withdrawSettings } from '../connect/editor-settings.js';
import { disconnectRoo } from '../connect/roo-code.js';
import { standings } from '../connect/standings.js';
import { tellingOfFiles } from '../connect/telling.js';
import type { Desk } from '../desk.js';
import { pick } from '../pick.js';

/** Works without a proxy. The argument is an assistant's id, where a button names one. */
export const disconnectCommand = tellingOfFiles({
  id: 'tuppence.disconnect',
  run: async (desk, argument) => {
    const bench = benchOf(desk);
    const assistant = assistants.find(({ id }) => id === argument) ?? (await chooseAssistant(desk, bench));
    if (assistant?.how === 'files') await disconnectFiles(bench, assistant);
    if (assistant?.how !== 'editor') return;
    await disconnectRoo(desk, bench);
    void window.showInformationMessage(`${assistant.label} is not connected any more.`);
  },
});

/** Undefined also when none is connected, which is said. */
async function chooseAssistant(desk: Desk, bench: Workbench): Promise<Assistant | undefined> {
  const connected = (await standings(desk, bench)).filter(standing => standing.connected);
  if (connected.length === 0) {
    void window.showInformationMessage('No assistant is connected, so there is nothing to take back.');
    return undefined;
  }
  return pick({
    title: 'Disconnect Assistant',
    placeholder: 'Which one should go back to what it was?',
    rows: connected.map(({ assistant }) => ({ label: assistant.label, value: assistant })),
  });
}

async function disconnectFiles(bench: Workbench, assistant: FileAssistant): Promise<void> {
  const { label } = assistant;
  const done = await carryOutShown(bench, `Disconnect ${label}`, async () => {
    const plan = await planDisconnect(bench, assistant);
    return { plans: [plan], idle: plan.files.length === 0 };
  });
  if (done === 'cancelled') return;
  await withdrawSettings(assistant.editorSettings ?? []);
  void window.showInformationMessage(
    done === 'idle'
      ? `${label} was not connected, so nothing had to be taken back.`
      : `${label} is not connected any more. Start it again; a running session keeps its old address.`,
  );
}
