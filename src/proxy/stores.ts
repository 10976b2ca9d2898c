import { join } from 'node:path';
import type { Settings } from '../protocol/settings.js';
import { openCache } from './cache/cache.js';
import type { Cache } from './cache/cache.js';
import { corpusFile, modelsIn, servingModel, starter } from './model-shelf.js';
import { clock, newId } from './clock.js';
import { readPriceFile } from './price-file.js';
import { openRecord } from './record/record.js';
import type { OpenRecord } from './record/record.js';
import type { Provider } from './rooms/provider.js';
import { isReask, saysNo } from './cache/evidence/refinement.js';
import { Learning } from './route/learn/learning.js';
import { outcomeSteps } from './route/learn/outcome-file.js';
import { openSql } from './store/open.js';
import type { OpenedSql } from './store/open.js';

/** What lies on disk: the ledger, the cache, and what routing learned. Commands that run beside no proxy open them this way too. */
export interface Stores {
  readonly record: OpenRecord;
  readonly cache: Cache;
  readonly learning: Learning;
  /** One sentence when a damaged file was set aside and a new one begun. */
  readonly recovered: string | undefined;
  close(): Promise<void>;
}

export function openStores(
  dataFolder: string,
  settings: () => Settings,
  provider: (name: string) => Provider | undefined = () => undefined,
): Stores {
  const record = openRecord({
    file: join(dataFolder, 'ledger.db'),
    openSql,
    settings,
    clock,
    provider,
    priceData: readPriceFile(dataFolder),
  });
  const entries = openEntries(join(dataFolder, 'cache.db'), record);
  const models = modelsIn(dataFolder);
  const cache = openCache({
    driver: entries.driver,
    file: join(dataFolder, 'cache.db'),
    folder: dataFolder,
    settings,
    clock,
    newId,
    costOf: reply => record.costOf(reply),
    // Not before the prompt that showed it is on its way.
    noted: (id, verdict) => setImmediate(() => record.mark(id, verdict)),
    model: servingModel(models),
    wantedModel: () => models.folder.choice()?.wanted,
    verifierDir: starter.folder,
    corpusFile,
    workerUrl: new URL('./embed-worker.js', import.meta.url),
    env: process.env,
  });
  const learning = new Learning({
    settings,
    clock,
    open: () => openSql(join(dataFolder, 'routing.db'), { steps: outcomeSteps, busyMs: 100 }).driver,
    signs: { isReask, saysNo },
    embed: text => cache.vectorOf(text),
  });
  return {
    record,
    cache,
    learning,
    recovered: entries.recovered,
    close: async () => {
      learning.close();
      await cache.close();
      entries.driver.close();
      record.close();
    },
  };
}

/** Nothing stays open when one of the two files cannot be used. */
function openEntries(file: string, record: OpenRecord): OpenedSql {
  try {
    return openSql(file, { busyMs: 100 });
  } catch (error) {
    record.close();
    throw error;
  }
}
