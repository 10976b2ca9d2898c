// Bundles every program of the project into dist/. Native packages and transformers.js stay outside the bundles,
// because they load binaries that lie beside their own files.
import { build } from 'esbuild';
import { existsSync, readdirSync, rmSync } from 'node:fs';

const programs = {
  cli: 'src/proxy/main-cli.ts',
  'embed-worker': 'src/proxy/cache/embed-worker.ts',
  'index-worker': 'src/proxy/cache/index-worker.ts',
};
for (const folder of ['bench', 'training']) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) programs[`${folder}/${entry.name}`] = `${folder}/${entry.name}/main.ts`;
  }
}
programs['training/train'] = 'training/main.ts';

rmSync } from 'node:fs';

const programs = {
  cli: 'src/proxy/main-cli.ts',
  'embed-worker': 'src/proxy/cache/embed-worker.ts',
  'index-worker': 'src/proxy/cache/index-worker.ts',
};
for (const folder of ['bench', 'training']) {
  for (const file of readdirSync(folder)) {
    if (file.endsWith('.ts')) programs[`${folder}/${file.slice(0, -3)}`] = `${folder}/${file}`;
  }
}

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: Object.fromEntries(Object.entries(programs).filter(([, source]) => existsSync(source))),
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'linked',
  logLevel: 'warning',
  external: ['hnswlib-node', 'libsql', '@huggingface/transformers', 'onnxruntime-node', 'node:sqlite'],
  // CommonJS packages inside an ES module bundle still ask for `require`.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
