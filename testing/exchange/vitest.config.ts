import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = resolve(__dirname, '../..')

/** Tests that need the Python environment of `npm run test:exchange`; `npm test` leaves them out. */
export default defineConfig({
  root,
  resolve: {
    alias: {
      '@shared': resolve(root, 'src/shared'),
      '@renderer': resolve(root, 'src/renderer'),
    },
  },
  test: {
    name: 'exchange',
    include: ['testing/exchange/**/*.exchange.ts'],
    globalSetup: 'testing/own-home.ts',
    setupFiles: 'testing/own-folders.ts',
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 600_000,
  },
})
