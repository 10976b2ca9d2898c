import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Dispatcher } from 'undici';
import type { Settings } from '../protocol/settings.js';
import { readCatalogue, type CatalogueModel } from './models/catalogue.js';
import { modelFolder, type ModelFolder } from './models/model-folder.js';
import { openModels } from './models/models.js';
import { openPins, withPins, type Pins } from './models/pins.js';
import type { EmbeddingModelsRoom, ModelPlace, ModelSwitch } from './rooms/models.js';

/** Embedding models on this machine: the one that ships, and those that were fetched. */
export interface ModelShelf {
  /** Those that can be fetched: the list that ships, and what the user pinned by now. */
  readonly catalogue: () => readonly CatalogueModel[];
  readonly shipped: readonly CatalogueModel[];
  readonly pins: Pins;
  readonly folder: ModelFolder;
}

/** The model that ships with the program. */
export const starter = {
  id: 'starter',
  label: 'Starter (built in)',
  licence: 'MIT',
  folder: fileURLToPath(new URL('../models/starter', import.meta.url)),
} as const;

/** Pairs of prompts whose answer is known: other models are calibrated on them. */
export const corpusFile = fileURLToPath(new URL('../models/corpus/dev.jsonl', import.meta.url));

export function modelsIn(dataFolder: string): ModelShelf {
  const shipped = readCatalogue(fileURLToPath(new URL('../models/catalogue.json', import.meta.url)));
  const pins = openPins(join(dataFolder, 'models', 'pins.json'));
  return { shipped, pins, catalogue: () => withPins(shipped, pins), folder: modelFolder(dataFolder) };
}

/** The one that was chosen, if all of it is there; the built-in one otherwise. */
export function servingModel({ catalogue, folder }: ModelShelf): ModelPlace {
  const chosen = catalogue().find(({ id }) => id === folder.choice()?.serving);
  return chosen !== undefined && folder.has(chosen)
    ? { id: chosen.id, folder: folder.placeOf(chosen.id), builtIn: false }
    : { id: starter.id, folder: starter.folder, builtIn: true };
}

/** Fetches models and puts them to use, in a proxy or in a command beside none. */
export function openModelRoom(
  shelf: ModelShelf,
  of: {
    readonly agent: Dispatcher;
    readonly settings: () => Settings;
    readonly cache: ModelSwitch;
    readonly changed: () => void;
  },
): EmbeddingModelsRoom {
  const { catalogue, folder } = shelf;
  return openModels({
    ...of,
    catalogue,
    folder,
    builtIn: { ...starter, bytes: folderBytes(starter.folder) },
    hub: () => of.settings().cache.modelHub,
    similarity: () => of.settings().cache.similarity,
    ...patience,
  });
}

/** How long a hub may be silent, and how a pause is made. */
export const patience = {
  idleMs: 30_000,
  wait: (ms: number, signal: AbortSignal): Promise<void> => setTimeout(ms, undefined, { signal, ref: false }),
} as const;

function folderBytes(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
