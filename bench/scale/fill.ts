import { join } from 'node:path';
import { openEntries } from '../../src/proxy/cache/entries.js';
import { bucketOf, entryBytes } from '../../src/proxy/cache/entry.js';
import { indexFolder } from '../../src/proxy/cache/index-file.js';
import type { HnswGraph, HnswIndex } from '../../src/proxy/cache/index-hnsw.js';
import { prepareSchema } from '../../src/proxy/cache/schema.js';
import { openVectors, shelfOf } from '../../src/proxy/cache/vectors.js';
import type { StoredReply } from '../../src/proxy/wire.js';
import { openSql } from '../../src/proxy/store/open.js';
import { asPrompt, question, questionCount } from './questions.js';
import { progress } from './timing.js';

/** Where the filled store and its saved index lie. */
export function storeFile(folder: string): string {
  return join(folder, 'cache.db');
}

/** An answer of ordinary size. */
const reply: StoredReply = {
  dialect: 'openai-chat',
  form: 'whole',
  body: Buffer.from(JSON.stringify({ choices: [{ message: { content: 'an answer '.repeat(100) } }] })),
  usage: { input: 40, cachedInput: 0, cacheWrite: 0, output: 200, reasoning: 0 },
  modelServed: 'bench',
  providerServed: 'bench',
};

/** Writes one entry per vector, the first ones with real questions, and saves the built graph beside them. */
export function fillStore(
  folder: string,
  vectors: readonly Float32Array[],
  model: { readonly id: string; readonly Graph: HnswGraph; readonly graph: HnswIndex; readonly nowMs: number },
): void {
  const dims = vectors[0]?.length ?? 0;
  const { driver } = openSql(storeFile(folder));
  prepareSchema(driver);
  const entries = openEntries(driver);
  const table = openVectors(driver, { id: model.id, name: 'starter', dims });
  const storeId = String(driver.get('SELECT id FROM cache_identity')?.['id']);
  const chunk = 5_000;
  const example = asPrompt('');
  const bucket = bucketOf(example.prompt, example.fingerprint) ?? '';
  for (let from = 0; from < vectors.length; from += chunk) {
    driver.transaction(() => {
      for (const i of vectors.slice(from, from + chunk).keys()) {
        const number = from + i;
        const text = number < questionCount ? question(number) : `synthetic question ${number}`;
        const { fingerprint } = asPrompt(text);
        entries.insert(
          {
            id: `entry${number}`,
            exactKey: fingerprint.exactKey,
            workspace: '',
            model: 'bench',
            contentClass: 'knowledge',
            namespace: '',
            tie: undefined,
            createdMs: model.nowMs,
            expiresMs: model.nowMs + 86_400_000,
            bytes: entryBytes(reply, text),
            reply,
            loose: { bucket, text, gate: undefined },
          },
          100,
          0,
        );
      }
      const slice = vectors.slice(from, from + chunk);
      const packed = new Float32Array(slice.length * dims);
      for (const [i, vector] of slice.entries()) packed.set(vector, i * dims);
      const labels = slice.map((_, i) => from + i + 1);
      table.save({ upto: from + slice.length, labels, shelves: labels.map(() => shelfOf(bucket)), packed });
    });
    progress(`store: ${Math.min(from + chunk, vectors.length)} of ${vectors.length}`);
  }
  driver.close();
  indexFolder(join(folder, 'index', 'starter'), { dims, modelId: model.id, storeId, Graph: model.Graph }).write(
    bucket,
    model.graph,
  );
}
