import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Two windows, and Copilot's own chat without an account, need the editor as a server.
const onDesktop = process.env.TUPPENCE_E2E_EDITOR === 'desktop';

// The extension in a real editor (code-server with Chromium), installed from its .vsix: a run of its own, not part of
// `npm test`. Screenshots and logs go to test-results/e2e.
export default defineConfig({
  test: {
    include: onDesktop ? ['test/e2e/first-hour.e2e.ts', 'test/e2e/connect.e2e.ts'] : ['test/e2e/*.e2e.ts'],
    globalSetup: [fileURLToPath(new URL('support/install.ts', import.meta.url))],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    fileParallelism: false,
    pool: 'forks',
    reporters: ['verbose'],
    // A file is one story: what comes later needs what came before.
    sequence: { concurrent: false, shuffle: false },
    bail: 0,
  },
});
