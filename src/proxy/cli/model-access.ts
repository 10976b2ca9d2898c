import type { EmbeddingModel } from '../../protocol/embedding-model.js';
import { clock } from '../clock.js';
import { openDispatch } from '../dispatch/dispatch.js';
import { modelsIn, openModelRoom } from '../model-shelf.js';
import { openSettings } from '../settings-file.js';
import { openStores } from '../stores.js';
import { askRunning } from './ask.js';
import { UsageError } from './failure.js';

/** Embedding models as a command reaches them. */
export interface Shelf {
  list(): Promise<readonly EmbeddingModel[]>;
  take(step: 'install' | 'use' | 'remove' | 'cancel', id: string): Promise<EmbeddingModel>;
  close(): Promise<void>;
}

/** Those of the proxy that runs over this data folder, or else those in the folder itself. */
export async function openShelf(folder: string): Promise<Shelf> {
  return (await runningShelf(folder)) ?? ownShelf(folder);
}

async function runningShelf(folder: string): Promise<Shelf | undefined> {
  const ask = async <T>(method: 'GET' | 'POST', path: string): Promise<T> => {
    const running = await askRunning(folder, method, path);
    if (running === undefined)
      throw new UsageError('The proxy stopped meanwhile; the same command goes on without it.');
    if (running.status === 200) return running.value as T;
    throw new UsageError((running.value as { readonly error: { readonly message: string } }).error.message);
  };
  if ((await askRunning(folder, 'GET', '/embedding-models')) === undefined) return undefined;
  return {
    list: async () => (await ask<{ readonly models: readonly EmbeddingModel[] }>('GET', '/embedding-models')).models,
    take: (step, id) => ask('POST', `/embedding-models/${encodeURIComponent(id)}/${step}`),
    close: () => Promise.resolve(),
  };
}

/** The command does the work itself; it ends when the work does. */
function ownShelf(folder: string): Shelf {
  const settingsFile = openSettings(folder);
  const settings = () => settingsFile.current();
  const stores = openStores(folder, settings);
  const dispatch = openDispatch({ settings, clock, env: process.env });
  const models = openModelRoom(modelsIn(folder), {
    agent: dispatch.agent,
    settings,
    cache: stores.cache.models,
    changed: () => undefined,
  });
  return {
    list: () => Promise.resolve(models.list()),
    take: (step, id) => models[step](id),
    async close() {
      await models.close();
      await dispatch.close();
      settingsFile.close();
      await stores.close();
    },
  };
}
