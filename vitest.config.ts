import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The editor brings this module; outside of it a small stand-in does.
  resolve: { alias: { vscode: fileURLToPath(new URL('test/support/vscode.ts', import.meta.url)) } },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**'],
    testTimeout: 20_000,
    // A loaded machine is slow, not wrong.
    expect: { poll: { timeout: 10_000 } },
    pool: 'threads',
    maxWorkers: 2,
  },
});
