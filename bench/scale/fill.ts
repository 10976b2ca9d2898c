import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** What a folder was filled with, so that a later run need not do it again. */
interface Note {
  readonly entries: number;
  readonly modelId: string;
  readonly buildS: number;
}

/** The graph of a folder that was filled with the same before; undefined where it was not. */
export function savedGraph(
  folder: string,
  of: { readonly entries: number; readonly modelId: string; readonly dims: number; readonly Graph: HnswGraph },
): { readonly graph: HnswIndex; readonly buildS: number } | undefined {
  const file = join(folder, noteFile);
  const note = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Note) : undefined;
  if (note?.entries !== of.entries || note.modelId !== of.modelId) return undefined;
  const { driver } = openSql(storeFile(folder));
  const storeId = String(driver.get('SELECT id FROM cache_identity')?.['id']);
  driver.close();
  const saved = indexFolder(indexDir(folder), { ...of, storeId }).read(theBucket());
  return saved.kind === 'read' ? { graph: saved.index, buildS: note.buildS } : undefined;
}

const noteFile = 'filled.json';

/** Makes the folder, or empties one that an earlier run has filled. Throws for a folder that holds anything else. */
export function emptyFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const isOurs = existsSync(join(folder, noteFile));
  if (!isOurs && readdirSync(folder).length > 0)
    throw new Error(`'${folder}' holds something else: name another folder.`);
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
}

function indexDir(folder: string): string {
  return join(folder, 'index', 'starter');
}

function theBucket(): string {
  const { prompt, fingerprint } = asPrompt('');
  return bucketOf(prompt, fingerprint) ?? '';
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
  model: {
    readonly id: string;
    readonly Graph: HnswGraph;
    readonly graph: HnswIndex;
    readonly buildS: number;
    readonly nowMs: number;
  },
): void {
  const dims = vectors[0]?.length ?? 0;
  const { driver } = openSql(storeFile(folder));
  prepareSchema(driver);
  const entries = openEntries(driver);
  const table = openVectors(driver, { id: model.id, name: 'starter', dims });
  const storeId = String(driver.get('SELECT id FROM cache_identity')?.['id']);
  const chunk = 5_000;
  const bucket = theBucket();
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
            // A folder may be kept for weeks.
            expiresMs: model.nowMs + 365 * 86_400_000,
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
  indexFolder(indexDir(folder), { dims, modelId: model.id, storeId, Graph: model.Graph }).write(bucket, model.graph);
  const note: Note = { entries: vectors.length, modelId: model.id, buildS: model.buildS };
  writeFileSync(join(folder, noteFile), JSON.stringify(note));
}
