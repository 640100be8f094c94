import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const alias = {
  '@shared': resolve(__dirname, 'src/shared'),
  '@renderer': resolve(__dirname, 'src/renderer'),
}

/**
 * `unit` needs nothing but Node; `engine` loads the real TensorFlow, two files at a time: most of a
 * file's time is spent on one core.
 */
export default defineConfig({
  test: {
    globalSetup: 'testing/own-home.ts',
    projects: [
      {
        resolve: { alias },
        plugins: [vue()],
        test: {
          name: 'unit',
          include: [
            'src/{shared,node,main,preload,renderer}/**/*.test.ts',
            'scripts/**/*.test.{ts,mjs}',
            'bench/**/*.test.{ts,mjs}',
          ],
          setupFiles: 'testing/own-folders.ts',
          testTimeout: 20_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'engine',
          include: ['src/{engine,cli}/**/*.test.ts'],
          setupFiles: 'testing/own-folders.ts',
          pool: 'forks',
          maxWorkers: Math.min(2, availableParallelism()),
          // After the unit tests, which have as many workers as cores.
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
