import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openCache } from '../../../src/proxy/cache/cache.js';
import { cacheSettings } from './settings.js';
import { openTestDriver } from './driver.js';
import { answer, ask, finding } from './prompts.js';

// Stores answers as fast as it can until it is killed: `node writer.mjs FOLDER WORKER MODEL`.

const [folder = '', worker = '', modelDir = ''] = process.argv.slice(2);
const settings = cacheSettings({ semantic: true, similarity: 0.5, maxBytes: 400_000 });
const cache = openCache({
  driver: openTestDriver(join(folder, 'cache.db')),
  folder,
  settings: () => settings,
  clock: { nowMs: () => Date.now(), tickMs: () => performance.now() },
  newId: randomUUID,
  costOf: () => null,

  noted: () => undefined,
  file: join(folder, 'cache.db'),
  model: { id: 'starter', folder: modelDir, builtIn: true },
  verifierDir: modelDir,
  corpusFile: '',
  wantedModel: () => undefined,
  workerUrl: pathToFileURL(worker),
  env: {},
});
cache.warm();
for (let i = 0; ; i++) {
  const text = `what does error ${i} mean`;
  const { prompt, fingerprint } = ask({ text });
  const recalled = await cache.recall(prompt, fingerprint);
  if (recalled.kind === 'miss') recalled.leave.landed(answer(`answer to ${text}`), finding(), true);
  if (i % 10 === 9) {
    // Long enough in all for several writes to happen in between.
    await new Promise(resolve => setTimeout(resolve, 5));
    process.stdout.write(`${i}\n`);
  }
}
