import { ProgressLocation, window } from 'vscode';
import type { CancellationToken } from 'vscode';
import type { EmbeddingModel } from '../../protocol/embedding-model.js';
import { bytesText } from '../amounts.js';
import type { Command, Desk } from '../desk.js';
import { modelProgress } from '../model-progress.js';
import { pick } from '../pick.js';
import { RefusedError } from '../proxy-errors.js';
import { embeddingModelRows } from '../rows.js';

export const downloadModelCommand: Command = {
  id: 'tuppence.downloadModel',
  run: async desk => {
    const models = await listModels(desk);
    if (models === undefined) return;
    const chosen = await pick({
      title: 'Download Embedding Model',
      placeholder: 'A stronger model finds more rephrased prompts; all of them run on this machine only',
      rows: embeddingModelRows(models),
    });
    if (chosen === undefined) return;
    const { id, label, state } = chosen;
    if (state.kind === 'in-use') {
      void window.showInformationMessage(`${label} is in use already.`);
      return;
    }
    if (state.kind === 'not-installed' || state.kind === 'stopped') {
      if (!(await consent(chosen))) return;
      await desk.proxy.api('POST /embedding-models/:id/install', { id });
    }
    await follow(desk, chosen);
  },
};

/** Undefined, with a word to the user, where this version has none to offer. */
async function listModels({ proxy }: Desk): Promise<readonly EmbeddingModel[] | undefined> {
  try {
    const { models } = await proxy.api('GET /embedding-models', {});
    if (models.length > 0) return models;
  } catch (error) {
    if (!(error instanceof RefusedError) || error.status !== 404) throw error;
  }
  void window.showInformationMessage('No stronger embedding model is available in this version of Tuppence.');
  return undefined;
}

async function consent({ label, bytes, licence, state }: EmbeddingModel): Promise<boolean> {
  const rest = state.kind === 'stopped' ? bytes - state.doneBytes : bytes;
  const yes = await window.showInformationMessage(
    `Download ${label}?`,
    {
      modal: true,
      detail: `${bytesText(rest)} come from the internet, under the licence ${licence}. The file is checked before it is used, stays on this machine, and no prompt leaves it.`,
    },
    'Download',
  );
  return yes === 'Download';
}

/** Shows the download, then puts the model to use. Cancelling keeps what has come; the same command goes on from there. */
async function follow({ proxy }: Desk, { id, label }: EmbeddingModel): Promise<void> {
  const end = await window.withProgress(
    { location: ProgressLocation.Notification, title: label, cancellable: true },
    async (progress, token) => {
      let shown = 0;
      for (;;) {
        const model = (await proxy.api('GET /embedding-models', {})).models.find(candidate => candidate.id === id);
        if (model === undefined || token.isCancellationRequested) break;
        const { percent, message, over } = modelProgress(model);
        if (model.state.kind === 'installed') await proxy.api('POST /embedding-models/:id/use', { id });
        else if (over) return model;
        progress.report({ message, increment: Math.max(0, percent - shown) });
        shown = Math.max(shown, percent);
        await pause(500, token);
      }
      return await proxy.api('POST /embedding-models/:id/cancel', { id });
    },
  );
  if (end.state.kind === 'in-use') void window.showInformationMessage(`${label} is in use now.`);
  else void window.showInformationMessage(modelProgress(end).message);
}

function pause(ms: number, token: CancellationToken): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(done, ms);
    const listener = token.onCancellationRequested(done);
    function done() {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    }
  });
}
