import { fileURLToPath } from 'node:url';
import { startEmbedder } from '../../src/proxy/cache/embedder.js';
import type { LabelledRow } from '../../training/route/rows.js';

/** Texts per question to the worker. */
const slice = 64;

/** A unit vector per prompt by the bundled model; undefined, with a word on stderr, where the model cannot be loaded. */
export async function embedAll(rows: readonly LabelledRow[]): Promise<readonly Float32Array[] | undefined> {
  const at = {
    modelDir: fileURLToPath(new URL('../../models/starter', import.meta.url)),
    workerUrl: new URL('../embed-worker.js', import.meta.url),
  };
  try {
    const embedder = await startEmbedder(at);
    const vectors: Float32Array[] = [];
    for (let from = 0; from < rows.length; from += slice) {
      vectors.push(...(await embedder.embed(rows.slice(from, from + slice).map(({ prompt }) => prompt || '-'))));
    }
    await embedder.close();
    return vectors;
  } catch (error) {
    console.error(`No embedding here, so nothing is said about neighbours: ${String(error)}`);
    return undefined;
  }
}
