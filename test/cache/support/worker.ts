import { build, type Plugin } from 'esbuild';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The bundled model. */
export const starterDir = join(root, 'models', 'starter');

/** The pairs that another model is calibrated on. */
export const corpusFile = join(root, 'models', 'corpus', 'dev.jsonl');

/** A program of the repository as plain JavaScript, below the repository so that its packages are found. */
export async function bundle(source: string, plugins: Plugin[] = []): Promise<{ readonly url: URL; remove(): void }> {
  mkdirSync(join(root, 'out'), { recursive: true });
  const folder = mkdtempSync(join(root, 'out', 'cache-test-'));
  const outfile = join(folder, 'program.mjs');
  await build({
    entryPoints: [join(root, source)],
    outfile,
    bundle: true,
    plugins,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    external: ['hnswlib-node', 'libsql', '@huggingface/transformers', 'onnxruntime-node', 'node:sqlite'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
  return { url: pathToFileURL(outfile), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The embedding worker, ready to start. */
export function bundleWorker(): Promise<{ readonly url: URL; remove(): void }> {
  return bundle('src/proxy/embed-worker.ts');
}

/** The same on a machine where the native index could not be installed. */
export function bundleWorkerWithoutAddon(): Promise<{ readonly url: URL; remove(): void }> {
  const absent: Plugin = {
    name: 'absent',
    setup(program) {
      program.onResolve({ filter: /^hnswlib-node$/ }, () => ({
        path: 'hnswlib-node-is-not-installed',
        external: true,
      }));
    },
  };
  return bundle('src/proxy/embed-worker.ts', [absent]);
}

/** The same where a partition is big with more than so many vectors: laying in thousands takes longer than the test. */
export function bundleWorkerWithScanLimit(limit: number): Promise<{ readonly url: URL; remove(): void }> {
  const early: Plugin = {
    name: 'early',
    setup(program) {
      program.onLoad({ filter: /[/\\]cache[/\\]shelves\.ts$/ }, ({ path }) => {
        // Vectors are read in slices of the same size.
        const constants = /^((?:export )?const (?:scanLimit|readSlice) =) [\d_]+;$/gm;
        const source = readFileSync(path, 'utf8');
        if (source.match(constants)?.length !== 2) throw new Error('shelves.ts has other constants now.');
        return { contents: source.replaceAll(constants, `$1 ${limit};`), loader: 'ts' };
      });
    },
  };
  return bundle('src/proxy/embed-worker.ts', [early]);
}
