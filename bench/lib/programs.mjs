import { join } from 'node:path'
import { build } from 'vite'

/**
 * TensorFlow's JavaScript packages, which a program requires at run time; everything else is
 * bundled.
 */
export const PACKAGES = ['@tensorflow/tfjs', '@tensorflow/tfjs-node-gpu']

/**
 * Builds programs of bench/ into `target` as plain JavaScript, `<name>.cjs` each: the measured
 * program then starts as fast as the built app.
 * @param {string} root the checkout
 * @param {readonly string[]} names paths below bench/ without their ending
 * @param {string} target
 */
export async function buildPrograms(root, names, target) {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { '@shared': join(root, 'src/shared') } },
    ssr: { noExternal: true, external: PACKAGES },
    build: {
      ssr: true,
      outDir: target,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: {
        input: Object.fromEntries(names.map((name) => [name, join(root, 'bench', `${name}.ts`)])),
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: 'shared/[name].cjs',
        },
      },
    },
  })
}
