import { join } from 'node:path'
import { which } from './command.mjs'
import { readJson } from '../../../src/libtensorflow/files.mjs'
import { TENSORFLOW_VERSION, hasDriverFiles, wheelsOf } from '../../../src/libtensorflow/wheels.mjs'

export const hasNvidiaDriver = () => hasDriverFiles() || which('nvidia-smi') !== undefined

export const tensorflowFolder = (ctx) => join(ctx.cache, 'tensorflow')
export const variantFolder = (ctx, variant) =>
  join(tensorflowFolder(ctx), `${TENSORFLOW_VERSION}-${variant}`)
export const currentPath = (ctx) => join(tensorflowFolder(ctx), 'current.json')

/**
 * The user's own choice (`--cpu`, `--cuda`), kept; and why CUDA failed, so that no later start
 * downloads gigabytes again in vain.
 */
export const choicePath = (ctx) => join(tensorflowFolder(ctx), 'choice.json')

/**
 * Which variant this machine should have.
 * @returns {{variant: 'cpu' | 'cuda', note?: string}} `note`: why it is the CPU although a driver
 *   was found
 */
export function wantedVariant(ctx, driver = hasNvidiaDriver()) {
  if (ctx.variant) return { variant: ctx.variant }
  const kept = readJson(choicePath(ctx))
  if (kept?.version === TENSORFLOW_VERSION) {
    if (kept.failure) return { variant: 'cpu', note: kept.failure }
    if (kept.variant) return { variant: kept.variant }
  }
  return { variant: driver && wheelsOf('cuda') ? 'cuda' : 'cpu' }
}
