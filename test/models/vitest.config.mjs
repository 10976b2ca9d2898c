import { defineConfig } from 'vitest/config';

// Whole changes of model, with downloads and many processes: a run of its own, not part of `npm test`.
export default defineConfig({
  test: {
    include: ['test/models/*.spec.ts'],
    testTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    pool: 'threads',
    maxWorkers: 2,
  },
});
