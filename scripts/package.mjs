// Makes the extension's .vsix for one platform: the bundles, the starter model, and the native packages cut down to what
// that platform loads. `npm run package [-- --target linux-x64] [--out FILE]`; the default target is this machine.
// Native code of another platform is only there when npm installed it: build each platform's file on that platform.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { target: { type: 'string' }, out: { type: 'string' } } });
const target = values.target ?? thisMachine();
const targets = {
  'linux-x64': { ort: 'linux/x64', libsql: 'linux-x64-gnu' },
  'linux-arm64': { ort: 'linux/arm64', libsql: 'linux-arm64-gnu' },
  'alpine-x64': { libsql: 'linux-x64-musl' },
  'alpine-arm64': { libsql: 'linux-arm64-musl' },
  'darwin-arm64': { ort: 'darwin/arm64', libsql: 'darwin-arm64' },
  'darwin-x64': { libsql: 'darwin-x64' },
  'win32-x64': { ort: 'win32/x64', libsql: 'win32-x64-msvc' },
  'win32-arm64': { ort: 'win32/arm64' },
};
const wanted = targets[target];
if (wanted === undefined) fail(`There is no target '${target}': choose one of ${Object.keys(targets).join(', ')}.`);

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const stage = resolve('out/vsix', target);
const vsix = resolve(values.out ?? `tuppence-${target}-${manifest.version}.vsix`);

rmSync(stage, { recursive: true, force: true });
execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
copyProduct();
const missing = copyNatives();
execFileSync(process.execPath, [vsceProgram(), 'package', '--target', target, '--no-dependencies', '--out', vsix], {
  cwd: stage,
  stdio: ['ignore', 'ignore', 'inherit'],
});
const mb = (statSync(vsix).size / 1024 / 1024).toFixed(1);
console.log(`${vsix.slice(process.cwd().length + 1)}: ${mb} MB`);
for (const sentence of missing) console.log(`  ${sentence}`);

/** Everything but native code. The staged manifest lists no dependencies: nothing is installed on the user's machine. */
function copyProduct() {
  const left = ['dependencies', 'optionalDependencies', 'devDependencies', 'scripts', 'allowScripts', 'bin'];
  const kept = Object.fromEntries(Object.entries(manifest).filter(([name]) => !left.includes(name)));
  mkdirSync(stage, { recursive: true });
  writeFileSync(join(stage, 'package.json'), `${JSON.stringify(kept, undefined, 2)}\n`);
  const names = ['README.md', 'CHANGELOG.md', 'LICENSE', '.vscodeignore', 'models', 'media'];
  for (const name of [...names, ...readdirSync('.').filter(file => /^package\.nls(\..+)?\.json$/.test(file))]) {
    if (existsSync(name)) cpSync(name, join(stage, name), { recursive: true, filter: isShipped });
  }
  cpSync('dist', join(stage, 'dist'), {
    recursive: true,
    filter: from => !/^dist[\\/](?:bench|training)(?:[\\/]|$)/.test(from) && !from.endsWith('.map'),
  });
}

/** Of the labelled pairs only those go along that other embedding models are calibrated on: 100 kB, 12 zipped. */
function isShipped(from) {
  return !/(?:^|[\\/])corpus[\\/](?!dev\.jsonl$)/.test(from);
}

/** Into dist/node_modules: vsce leaves out a top-level node_modules, and Node finds this one just as well. */
function copyNatives() {
  const notes = [];
  const packages = [
    { name: '@huggingface/jinja' },
    { name: '@huggingface/tokenizers' },
    {
      name: '@huggingface/transformers',
      keep: /^(?:package\.json|LICENSE|dist(?:\/transformers\.node\.min\.[cm]js)?)$/,
    },
    { name: 'onnxruntime-common', keep: /^(?:package\.json|LICENSE|dist(?:\/cjs(?:\/.*)?|\/esm(?:\/.*)?)?)$/ },
    { name: '@pydantic/genai-prices', keep: /^(?:package\.json|LICENSE|dist(?:\/index\.cjs)?)$/ },
    { name: 'libsql', keep: /^(?:package\.json|LICENSE|[\w-]+\.js)$/ },
    { name: '@neon-rs/load' },
    { name: 'detect-libc' },
  ];
  if (wanted.libsql !== undefined && there(`@libsql/${wanted.libsql}`))
    packages.push({ name: `@libsql/${wanted.libsql}` });
  else notes.push('No libsql binary: the editor’s own SQLite stands in.');
  if (target === thisMachine() && there('hnswlib-node/build/Release/addon.node')) {
    packages.push(
      {
        name: 'hnswlib-node',
        keep: /^(?:package\.json|LICENSE|lib(?:\/index\.[a-z.]*js)?|build(?:\/Release(?:\/addon\.node)?)?)$/,
      },
      { name: 'bindings' },
      { name: 'file-uri-to-path' },
    );
  } else notes.push('No hnswlib binary: large caches are searched by an exact scan.');
  if (wanted.ort !== undefined && there(`onnxruntime-node/bin/napi-v6/${wanted.ort}`)) {
    const [os, cpu] = wanted.ort.split('/');
    const keep = new RegExp(
      `^(?:package\\.json|LICENSE|dist(?:/.*)?|bin(?:/napi-v6(?:/${os}(?:/${cpu}(?:/.*)?)?)?)?)$`,
    );
    packages.push({ name: 'onnxruntime-node', keep });
  } else notes.push('No onnxruntime binary: the starter model runs in JavaScript; other models cannot be used.');
  for (const { name, keep } of packages) copyPackage(name, keep);
  stubSharp();
  useMinified();
  strip();
  return notes;
}

function copyPackage(name, keep = /./) {
  const from = join('node_modules', name);
  const to = join(stage, 'dist', 'node_modules', name);
  const dropped = /(?:\.map|\.d\.[cm]?ts|\.cc|\.ts|\.md)$|(?:^|\/)(?:test|tests|docs|node_modules|types)(?:\/|$)/;
  cpSync(from, to, {
    recursive: true,
    filter: file => {
      const inside = file.slice(from.length + 1).replaceAll('\\', '/');
      return inside === '' || (keep.test(inside) && !dropped.test(inside));
    },
  });
}

/** transformers.js imports it for pictures, which are never embedded here; it would add 19 MB. */
function stubSharp() {
  const folder = join(stage, 'dist', 'node_modules', 'sharp');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"name":"sharp","version":"0.0.0","main":"index.js"}\n');
  writeFileSync(
    join(folder, 'index.js'),
    "module.exports = () => { throw new Error('Pictures are not embedded.'); };\n",
  );
}

function useMinified() {
  const file = join(stage, 'dist', 'node_modules', '@huggingface', 'transformers', 'package.json');
  const text = readFileSync(file, 'utf8').replaceAll(/transformers\.node\.(mjs|cjs)/g, 'transformers.node.min.$1');
  writeFileSync(file, text);
}

/** Symbols that only a debugger reads. Where there is no `strip`, the file is larger and just as good. */
function strip() {
  if (!target.startsWith('linux') || process.platform !== 'linux') return;
  const folder = join(stage, 'dist', 'node_modules');
  const libraries = readdirSync(folder, { recursive: true }).filter(name => /\.(?:node|so(?:\.\d+)*)$/.test(name));
  for (const name of libraries) {
    try {
      execFileSync('strip', ['--strip-unneeded', join(folder, name)], { stdio: 'ignore' });
    } catch {
      // Another processor's library, or no `strip` here.
    }
  }
}

function there(path) {
  return existsSync(join('node_modules', path));
}

function thisMachine() {
  const musl = process.platform === 'linux' && process.report.getReport().header.glibcVersionRuntime === undefined;
  return `${musl ? 'alpine' : process.platform}-${process.arch}`;
}

function vsceProgram() {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('@vscode/vsce/package.json')), 'vsce');
}

function fail(sentence) {
  console.error(sentence);
  process.exit(2);
}
