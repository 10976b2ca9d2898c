import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readCatalogue, type CatalogueModel } from './catalogue.js';

/** The user's own list of models cannot be read; the sentence says what to do. */
export class PinsError extends Error {
  override readonly name = 'PinsError';
  readonly reason = 'unreadable';
}

/** Models that the user has pinned, in a file of the same form as the list that ships. */
export interface Pins {
  /** Throws {@link PinsError}. */
  list(): readonly CatalogueModel[];
  /** Adds a model, or takes the place of the one of the same id. Throws {@link PinsError}, or what the file system throws. */
  put(model: CatalogueModel): void;
  /** False when there is none of that id. Throws likewise. */
  remove(id: string): boolean;
}

export function openPins(file: string): Pins {
  const list = (): readonly CatalogueModel[] => {
    if (!existsSync(file)) return [];
    try {
      return readCatalogue(file);
    } catch (cause) {
      const why = cause instanceof Error ? (cause.message.split('\n', 1)[0] ?? '') : String(cause);
      throw new PinsError(`Your own list of models, '${file}', cannot be read (${why}): mend or delete it.`, { cause });
    }
  };
  const write = (models: readonly CatalogueModel[]) => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, `${JSON.stringify({ models }, undefined, 2)}\n`, { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
  };
  return {
    list,
    put: model => write([...list().filter(({ id }) => id !== model.id), model]),
    remove(id) {
      const before = list();
      const rest = before.filter(model => model.id !== id);
      if (rest.length < before.length) write(rest);
      return rest.length < before.length;
    },
  };
}

/** The models that ship, each overruled by a pin of the same name, then the user's others. */
export function withPins(shipped: readonly CatalogueModel[], pins: Pins): readonly CatalogueModel[] {
  let own: readonly CatalogueModel[];
  try {
    own = pins.list();
  } catch {
    // The command line says so; nothing else stops for it.
    own = [];
  }
  const byId = new Map([...shipped, ...own].map(model => [model.id, model]));
  return [...byId.values()];
}
