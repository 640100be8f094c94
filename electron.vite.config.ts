import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

const alias = {
  '@shared': resolve(__dirname, 'src/shared'),
  '@renderer': resolve(__dirname, 'src/renderer'),
}

/**
 * Three builds: `main` holds everything that runs in Node (the app's main process, the engine that
 * it forks, the engine's workers and the command line), so that they share chunks; `preload` is one
 * file; `renderer` the window.
 */
export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      outDir: 'out/main',
      rolldownOptions: {
        // An entry runs when it is loaded: what it shares with another stands in a chunk, never in
        // the entry itself.
        preserveEntrySignatures: 'strict',
        input: {
          index: resolve(__dirname, 'src/main/index.ts'),
          engine: resolve(__dirname, 'src/engine/index.ts'),
          'training-worker': resolve(__dirname, 'src/engine/training/worker.ts'),
          'measure-worker': resolve(__dirname, 'src/engine/measure/worker.ts'),
          'rate-worker': resolve(__dirname, 'src/engine/training/rate-finder/worker.ts'),
          'verify-worker': resolve(__dirname, 'src/engine/certificate/worker.ts'),
          'picture-worker': resolve(__dirname, 'src/engine/pictures/worker.ts'),
          'hdf5-worker': resolve(__dirname, 'src/engine/formats/hdf5/worker.ts'),
          cli: resolve(__dirname, 'src/cli/index.ts'),
        },
        // Beside the entries, so that a module finds the worker files in its own folder wherever it
        // was put.
        output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: { input: { index: resolve(__dirname, 'src/preload/index.ts') } },
    },
  },
  renderer: {
    root: resolve(__dirname, 'src/renderer'),
    resolve: { alias },
    plugins: [vue()],
    build: {
      outDir: resolve(__dirname, 'out/renderer'),
      // Fonts must stay files: the content security policy refuses data: fonts.
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: resolve(__dirname, 'src/renderer/index.html') } },
    },
  },
})
