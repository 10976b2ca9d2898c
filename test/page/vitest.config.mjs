import { defineConfig } from 'vitest/config';

// The built page in a real browser: a run of its own, not part of `npm test`.
export default defineConfig({
  test: {
    include: ['test/page/*.spec.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    pool: 'threads',
    // One browser at a time.
    fileParallelism: false,
    reporters: ['verbose'],
  },
});
