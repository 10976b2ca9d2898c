import { copyFileSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadModel, type Model } from '../../src/proxy/cache/model.js';
import { readOnnxTensors } from '../../src/proxy/cache/onnx-tensors.js';
import { openStaticModel } from '../../src/proxy/cache/static-model.js';
import type { WorkerGreeting } from '../../src/proxy/cache/worker-words.js';
import { tempDirForTest } from '../support/temp-dir.js';
import { cosineOf } from '../training/support/open-model.js';

const starter = fileURLToPath(new URL('../../models/starter', import.meta.url));

describe('a model of token rows, run in JavaScript alone', () => {
  let native: Model;
  beforeAll(async () => {
    native = await loadModel(starter);
  });

  it('gives the vectors that the native runtime gives, whatever the text', async () => {
    expect(native.native).toBe(true);
    const embed = openStaticModel(starter);
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom(
        'How do I undo the last commit in git?',
        'x'.repeat(3_000),
        'a b '.repeat(600),
        '你好 👩‍👩‍👧 useEffect(() => {})',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 4 }), async texts => {
        const [mine, theirs] = [await embed(texts), await native.embed(texts)];
        expect(mine).toHaveLength(texts.length);
        for (const [i, vector] of mine.entries()) {
          const known = vector.some(cell => cell !== 0);
          // A text without a token has no direction; the runtime says NaN there, and neither is ever stored.
          if (known) expect(cosineOf(vector, theirs[i]!)).toBeGreaterThan(0.999_9);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('refuses a model that it cannot run, and says why', () => {
    const folder = join(tempDirForTest(), 'other');
    cpSync(starter, folder, { recursive: true });
    // A file with one empty graph: readable, and no table in it.
    writeFileSync(join(folder, 'onnx', 'model.onnx'), Buffer.from([0x3a, 0x00]));
    expect(() => openStaticModel(folder)).toThrow('no native runtime');
  });

  it('never takes damaged bytes for a model', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        try {
          expect(readOnnxTensors(bytes).size).toBeGreaterThanOrEqual(0);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});

describe('the embedding worker on a machine without the native packages', () => {
  it('loads the model all the same and says that it runs in JavaScript', async () => {
    const built = fileURLToPath(new URL('../../dist/embed-worker.js', import.meta.url));
    expect(existsSync(built)).toBe(true);
    const folder = join(tempDirForTest(), 'alone');
    mkdirSync(folder);
    copyFileSync(built, join(folder, 'embed-worker.mjs'));
    const worker = new Worker(pathToFileURL(join(folder, 'embed-worker.mjs')), {
      workerData: { modelDir: starter, store: undefined },
    });
    const greeting = await new Promise<WorkerGreeting>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    worker.postMessage({ kind: 'end' });
    expect(greeting).toMatchObject({ kind: 'ready', native: false, fastIndex: false, dims: 128 });
  });
});
