import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Real clients, installed from the npm registry into out/clients: a run of its own, not part of `npm test`.
export default defineConfig({
  test: {
    include: ['test/clients/*.spec.ts'],
    globalSetup: [fileURLToPath(new URL('install.ts', import.meta.url))],
    // Two runs of a client, 60 s each at most, one after the other where they must share a folder.
    testTimeout: 130_000,
    pool: 'threads',
    maxWorkers: 2,
    reporters: ['verbose'],
  },
});
