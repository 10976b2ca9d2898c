import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogueModel } from './catalogue.js';
import { arrived } from './fetch-file.js';

/** Which model serves, and which one is to: they differ while kept questions are being embedded again. */
export interface Choice {
  readonly serving: string;
  readonly wanted: string;
}

/**
 * The folder `models/` of the data folder: one folder per model that is whole and checked, `<id>.part` while it is on its
 * way, and the choice. Methods throw file system errors unless they say otherwise.
 */
export interface ModelFolder {
  /** Where the model lies, or would. */
  placeOf(id: string): string;
  partOf(id: string): string;
  /** All files are there as the catalogue has them now; their bytes were checked when they came. Never throws. */
  has(model: CatalogueModel): boolean;
  /** Bytes of a download that did not come to its end. Never throws. */
  arrived(model: CatalogueModel): number;
  /** The parts are whole and checked: makes them the model, in one step. */
  complete(model: CatalogueModel): void;
  remove(id: string): void;
  /** Never throws. */
  choice(): Choice | undefined;
  choose(choice: Choice): void;
}

/** Beside the model's files: how to run it. The worker reads it. */
const recipeFile = 'tuppence.json';

export function modelFolder(dataFolder: string): ModelFolder {
  const folder = join(dataFolder, 'models');
  const placeOf = (id: string) => join(folder, id);
  const partOf = (id: string) => join(folder, `${id}.part`);
  const choiceFile = join(folder, 'choice.json');
  return {
    placeOf,
    partOf,
    has(model) {
      const place = placeOf(model.id);
      try {
        return (
          readFileSync(join(place, recipeFile), 'utf8') === recipeOf(model) &&
          model.files.every(({ path, bytes }) => statSync(join(place, path)).size === bytes)
        );
      } catch {
        return false;
      }
    },
    arrived: model => model.files.reduce((sum, { path }) => sum + arrived(join(partOf(model.id), path)), 0),
    complete(model) {
      const [part, place] = [partOf(model.id), placeOf(model.id)];
      writeFileSync(join(part, recipeFile), recipeOf(model), { mode: 0o600, flush: true });
      rmSync(place, { recursive: true, force: true });
      renameSync(part, place);
    },
    remove(id) {
      for (const path of [placeOf(id), partOf(id)]) rmSync(path, { recursive: true, force: true });
    },
    choice() {
      try {
        const read = JSON.parse(readFileSync(choiceFile, 'utf8')) as Partial<Choice> | null;
        return typeof read?.serving === 'string' && typeof read.wanted === 'string'
          ? { serving: read.serving, wanted: read.wanted }
          : undefined;
      } catch {
        return undefined;
      }
    },
    choose(choice) {
      if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(`${choiceFile}.new`, `${JSON.stringify(choice)}\n`, { mode: 0o600, flush: true });
      renameSync(`${choiceFile}.new`, choiceFile);
    },
  };
}

/** Equal only for the same files run in the same way. */
function recipeOf({ id, repo, revision, dims, dtype, pooling, prefix, maxTokens, files }: CatalogueModel): string {
  return `${JSON.stringify({ id, repo, revision, dims, dtype, pooling, prefix, maxTokens, files }, undefined, 2)}\n`;
}
