import { defineConfig } from 'vitest/config';

export default defineConfig({
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
