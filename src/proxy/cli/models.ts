import { setTimeout } from 'node:timers/promises';
import type { EmbeddingModel } from '../../protocol/embedding-model.js';
import { prepareFolder } from '../data-folder.js';
import { modelsIn } from '../model-shelf.js';
import { dataFolderOf } from './data-dir.js';
import { UsageError } from './failure.js';
import { openShelf, type Shelf } from './model-access.js';
import { calibrationLegend, modelLine, modelLines } from './model-text.js';
import { pinCommand, pinFlags, unpin } from './pin.js';

const steps = ['install', 'use', 'remove', 'cancel'] as const;
type Step = (typeof steps)[number];

const usage =
  "'tuppence models' knows list, install ID, use ID, cancel ID, remove ID, pin OWNER/NAME@COMMIT and unpin ID.";

/** `tuppence models list|install|use|cancel|remove|pin|unpin`: through the running proxy, or on the files when none runs. */
export async function modelsCommand(args: readonly string[]): Promise<number> {
  const { folder, values, words } = dataFolderOf(args, pinFlags);
  prepareFolder(folder);
  const [step = 'list', id] = words;
  const json = values['json'] === true;
  if (step === 'pin' && id !== undefined) return pinCommand(folder, id, values);
  if (step === 'unpin' && id !== undefined) return unpin(folder, id);
  const known = steps.find(name => name === step);
  if (step !== 'list' && (known === undefined || id === undefined)) throw new UsageError(usage);
  const shelf = await openShelf(folder);
  try {
    return known === undefined || id === undefined
      ? await list(folder, shelf, json)
      : await take(shelf, known, id, json);
  } finally {
    await shelf.close();
  }
}

async function list(folder: string, shelf: Shelf, json: boolean): Promise<number> {
  const models = await shelf.list();
  if (json) {
    process.stdout.write(`${JSON.stringify({ models })}\n`);
    return 0;
  }
  const isCounted = models.some(({ calibration }) => calibration !== undefined);
  process.stdout.write(models.map(modelLines).join('') + (isCounted ? calibrationLegend : ''));
  try {
    modelsIn(folder).pins.list();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
  return 0;
}

/** Does one step, and shows progress until nothing more will come by itself. */
async function take(shelf: Shelf, step: Step, id: string, json: boolean): Promise<number> {
  let model = await shelf.take(step, id);
  let shown = '';
  while (step !== 'cancel' && isUnderWay(model)) {
    const text = modelLine(model);
    if (text !== shown) process.stderr.write(text);
    shown = text;
    await setTimeout(lookEveryMs);
    model = (await shelf.list()).find(one => one.id === id) ?? model;
  }
  process.stdout.write(json ? `${JSON.stringify(model)}\n` : modelLines(model));
  if (!json && model.state.kind === 'installed' && step === 'install') {
    process.stdout.write(`It is on this machine now; 'tuppence models use ${model.id}' puts it to use.\n`);
  }
  return model.state.kind === 'stopped' && step !== 'cancel' ? 1 : 0;
}

const lookEveryMs = 300;

function isUnderWay({ state }: EmbeddingModel): boolean {
  return ['installing', 'calibrating', 'preparing', 'indexing'].includes(state.kind);
}
