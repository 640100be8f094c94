import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const alias = {
  '@shared': resolve(__dirname, 'src/shared'),
  '@renderer': resolve(__dirname, 'src/renderer'),
}

/**
 * `unit` needs nothing but Node; `engine` loads the real TensorFlow, one file at a time, since each
 * takes both cores.
 */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        plugins: [vue()],
        test: {
          name: 'unit',
          include: [
            'src/{shared,main,preload,renderer}/**/*.test.ts',
            'scripts/**/*.test.{ts,mjs}',
            'bench/**/*.test.{ts,mjs}',
          ],
          testTimeout: 20_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'engine',
          include: ['src/{engine,cli}/**/*.test.ts'],
          // No test may leave anything among the user's own runs and data sets.
          env: { CONVSCOPE_DATA: join(tmpdir(), 'convscope-test-data') },
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
