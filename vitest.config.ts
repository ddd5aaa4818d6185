import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'apps/*/src/**/*.test.ts',
      'src/**/*.test.ts',
      'packages/**/*.test.ts',
      'test/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', 'test/e2e/**'],
    globalSetup: ['test/global-setup.ts'],
    // Files of one worker share a process, and nothing of ours in it (`fresh-modules.ts`).
    isolate: false,
    setupFiles: ['test/fresh-modules.ts', 'test/fixed-sample.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
