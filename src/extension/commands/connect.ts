import { env, window } from 'vscode';
import { assistants } from '../../connect/all.js';
import type { Assistant, Wish } from '../../connect/assistant.js';
import type { Workbench } from '../../connect/plan.js';
import { assistantRows } from '../connect/assistant-rows.js';
import { benchOf } from '../connect/bench.js';
import { connectFiles } from '../connect/connect-files.js';
import { connectRoo, isRooInstalled } from '../connect/roo-code.js';
import { standings } from '../connect/standings.js';
import { tellingOfFiles } from '../connect/telling.js';
import { makeWish } from '../connect/wish.js';
import type { Desk } from '../desk.js';
import { pick } from '../pick.js';

/** The argument is an assistant's id, where a link or a button names one. */
export const connectCommand = tellingOfFiles({
  id: 'tuppence.connect',
  run: async (desk, argument) => {
    // Without a proxy there is no address to write; the error says how to start it.
    await desk.proxy.address();
    const bench = benchOf(desk);
    const assistant = assistants.find(({ id }) => id === argument) ?? (await chooseAssistant(desk, bench));
    if (assistant === undefined) return;
    if (assistant.how === 'cannot') {
      void window.showInformationMessage(assistant.why);
      return;
    }
    const wish = await makeWish(desk, bench, assistant);
    if (wish !== undefined) await connect(desk, bench, assistant, wish);
  },
});

function chooseAssistant(desk: Desk, bench: Workbench): Promise<Assistant | undefined> {
  return pick({
    title: 'Connect Assistant',
    placeholder: 'Which one should send its prompts through Tuppence?',
    rows: standings(desk, bench).then(assistantRows),
  });
}

async function connect(desk: Desk, bench: Workbench, assistant: Assistant, wish: Wish): Promise<void> {
  switch (assistant.how) {
    case 'files': {
      if ((await assistant.files(bench.place, () => Promise.resolve(false))).length > 0) {
        await connectFiles(desk, bench, assistant, wish);
        return;
      }
      void window.showInformationMessage(
        `This window works on another machine, and the file for ${assistant.label} lies where the window is. Choose a model of “Tuppence” in the chat’s model picker instead; it needs no file.`,
      );
      return;
    }
    case 'editor':
      await connectInEditor(desk, bench, assistant.label, wish);
      return;
    case 'lines':
      await env.clipboard.writeText(assistant.lines(wish, bench.place));
      void window.showInformationMessage(
        `The lines for ${assistant.label} are in the clipboard, with Tuppence’s token in them.`,
      );
      return;
    case 'cannot':
  }
}

async function connectInEditor(desk: Desk, bench: Workbench, label: string, wish: Wish): Promise<void> {
  if (!isRooInstalled()) {
    void window.showInformationMessage(`${label} is not installed in this editor. Install it, then connect it.`);
    return;
  }
  const yes = await window.showInformationMessage(
    `Add the profile “Tuppence” to ${label} and switch to it?`,
    { modal: true, detail: 'It holds Tuppence’s address and token. Disconnecting takes it away and switches back.' },
    'Connect',
  );
  if (yes !== 'Connect') return;
  const next = await connectRoo(desk, bench, wish);
  void window.showInformationMessage([`${label} is connected.`, ...next].join(' '));
}
