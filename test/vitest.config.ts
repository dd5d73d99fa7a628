import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: process.env['BROOK_SLOW'] ? ['test/**/*.test.ts', 'test/**/*.slow.ts'] : ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // one processor less by default: of two, half
    maxWorkers: '100%',
  },
});
