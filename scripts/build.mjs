// Bundles every program of the project into dist/. Native packages and transformers.js stay outside the bundles,
// because they load binaries that lie beside their own files.
import { build } from 'esbuild';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';

const programs = {
  cli: 'src/proxy/main-cli.ts',
  child: 'src/proxy/main-child.ts',
  'embed-worker': 'src/proxy/embed-worker.ts',
  'training/train': 'training/main.ts',
  'training/route': 'training/route/main.ts',
};
for (const name of readdirSync('bench')) {
  if (existsSync(`bench/${name}/main.ts`)) programs[`bench/${name}`] = `bench/${name}/main.ts`;
}

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: programs,
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'linked',
  logLevel: 'warning',
  // jsonc-parser's `main` is a UMD file that bundlers cannot follow.
  mainFields: ['module', 'main'],
  external: ['hnswlib-node', 'libsql', '@huggingface/transformers', 'onnxruntime-node', 'node:sqlite'],
  // CommonJS packages inside an ES module bundle still ask for `require`.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});

// The editor loads its part with `require`.
await build({
  entryPoints: { extension: 'src/extension/extension.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: true,
  sourcemap: 'linked',
  logLevel: 'warning',
  external: ['vscode'],
  // zod asks who the browser is; the editor logs an error for every extension that does.
  define: { navigator: 'undefined' },
  // jsonc-parser's `main` is a UMD file that bundlers cannot follow.
  mainFields: ['module', 'main'],
});

// What a page loads, in the editor and in a browser.
await build({
  entryPoints: [
    { in: 'media/dashboard/dashboard.ts', out: 'dashboard' },
    { in: 'media/dashboard.css', out: 'dashboard' },
  ],
  outdir: 'dist/media',
  bundle: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  minify: true,
  logLevel: 'warning',
});
for (const name of readdirSync('media')) {
  if (/\.(?:html|svg|png)$/.test(name)) cpSync(`media/${name}`, `dist/media/${name}`);
}
