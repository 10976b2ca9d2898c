import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Kept between runs; remove it to install the editor anew. */
export const cacheDir = join(root, 'out', 'e2e');
/** Screenshots, console lines and logs of the last run. */
export const resultsDir = join(root, 'test-results', 'e2e');
export const repository = root;

/** The newest editor that runs without a desktop, and the Node it is made for. */
export const editorVersion = '4.139.1';
export const editorNodeVersion = '24.9.0';

export const editorNode = join(
  cacheDir,
  'node',
  'node_modules',
  `node-${process.platform}-${process.arch}`,
  'bin',
  'node',
);
export const editorFolder = join(cacheDir, 'code-server', 'node_modules', 'code-server');
/** The extension as users install it. */
export const vsix = join(cacheDir, 'tuppence.vsix');
/** A second extension that asks for language models; made by install.ts. */
export const askerVsix = join(cacheDir, 'asker.vsix');
