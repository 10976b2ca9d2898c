import { setTimeout } from 'node:timers/promises';
import type { EmbeddingModel } from '../../protocol/api.js';
import { prepareFolder } from '../data-folder.js';
import { askRunning } from './ask.js';
import { dataFolderOf } from './data-dir.js';
import { UsageError } from './failure.js';

const steps = ['install', 'use', 'remove', 'cancel'] as const;
type Step = (typeof steps)[number];

/** `tuppence models list|install ID|use ID|cancel ID|remove ID`, through the running proxy. */
export async function modelsCommand(args: readonly string[]): Promise<number> {
  const { folder, values, words } = dataFolderOf(args, {});
  prepareFolder(folder);
  const [step = 'list', id] = words;
  if (step === 'list') {
    const models = await list(folder);
    process.stdout.write(values['json'] === true ? `${JSON.stringify({ models })}\n` : models.map(line).join(''));
    return 0;
  }
  const known = steps.find(name => name === step);
  if (known === undefined || id === undefined) {
    throw new UsageError("'tuppence models' knows list, install ID, use ID, cancel ID and remove ID.");
  }
  const model = await ask<EmbeddingModel>(folder, 'POST', `/embedding-models/${encodeURIComponent(id)}/${known}`);
  return known === 'install' || known === 'use' ? follow(folder, model, known) : say(model);
}

/** Shows progress until nothing more will come by itself. */
async function follow(folder: string, first: EmbeddingModel, step: Step): Promise<number> {
  let model = first;
  while (model.state.kind === 'installing' || model.state.kind === 'preparing') {
    process.stderr.write(line(model));
    await setTimeout(500);
    model = (await list(folder)).find(({ id }) => id === first.id) ?? model;
  }
  say(model);
  if (model.state.kind === 'installed' && step === 'install') {
    process.stdout.write(`It is on this machine now; 'tuppence models use ${model.id}' puts it to use.\n`);
  }
  return model.state.kind === 'stopped' ? 1 : 0;
}

function say(model: EmbeddingModel): number {
  process.stdout.write(line(model));
  return 0;
}

function line(model: EmbeddingModel): string {
  const { id, label, bytes, licence } = model;
  const size = `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${id.padEnd(10)} ${label.padEnd(26)} ${size.padStart(9)}  ${licence.padEnd(10)}  ${stateText(model)}\n`;
}

function stateText({ state, bytes }: EmbeddingModel): string {
  switch (state.kind) {
    case 'in-use':
      return 'in use';
    case 'installed':
      return 'installed';
    case 'not-installed':
      return 'not installed';
    case 'installing':
      return `downloading, ${Math.floor((state.doneBytes / bytes) * 100)} %`;
    case 'preparing':
      return `reading kept questions again, ${state.doneEntries} of ${state.entries}`;
    case 'stopped':
      return `stopped at ${Math.floor((state.doneBytes / bytes) * 100)} %: ${state.reason}`;
  }
}

async function list(folder: string): Promise<readonly EmbeddingModel[]> {
  return (await ask<{ readonly models: readonly EmbeddingModel[] }>(folder, 'GET', '/embedding-models')).models;
}

async function ask<T>(folder: string, method: 'GET' | 'POST', path: string): Promise<T> {
  const running = await askRunning(folder, method, path);
  if (running === undefined) {
    throw new UsageError("No proxy runs here: start one with 'tuppence serve', then ask again.");
  }
  if (running.status === 200) return running.value as T;
  throw new UsageError((running.value as { readonly error: { readonly message: string } }).error.message);
}
