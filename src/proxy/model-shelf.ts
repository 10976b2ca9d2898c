import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCatalogue, type CatalogueModel } from './models/catalogue.js';
import { modelFolder, type ModelFolder } from './models/model-folder.js';
import type { ModelPlace } from './rooms/models.js';

/** Embedding models on this machine: the one that ships, and those that were fetched. */
export interface ModelShelf {
  readonly catalogue: readonly CatalogueModel[];
  readonly folder: ModelFolder;
}

/** The model that ships with the program. */
export const starter = {
  id: 'starter',
  label: 'Starter (built in)',
  licence: 'MIT',
  folder: fileURLToPath(new URL('../models/starter', import.meta.url)),
} as const;

export function modelsIn(
  dataFolder: string,
  catalogueFile = fileURLToPath(new URL('../models/catalogue.json', import.meta.url)),
): ModelShelf {
  return { catalogue: readCatalogue(catalogueFile), folder: modelFolder(dataFolder) };
}

/** The one that was chosen, if all of it is there; the built-in one otherwise. */
export function servingModel({ catalogue, folder }: ModelShelf): ModelPlace {
  const chosen = catalogue.find(({ id }) => id === folder.choice()?.serving);
  return chosen !== undefined && folder.has(chosen)
    ? { id: chosen.id, folder: folder.placeOf(chosen.id), builtIn: false }
    : { id: starter.id, folder: starter.folder, builtIn: true };
}

export function folderBytes(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
