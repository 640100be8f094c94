import { rm } from 'node:fs/promises'
import { bindingPath, compileBinding, isCompiled, proveBinding } from './lib/binding.mjs'
import { SetupFailure, messageOf } from '../../src/libtensorflow/failure.mjs'
import { readJson, writeJson } from '../../src/libtensorflow/files.mjs'
import { bringLibtensorflow, isUnpacked } from './lib/libtensorflow.mjs'
import { ownInstaller } from './lib/own-installer.mjs'
import { say } from './lib/report.mjs'
import { choicePath, currentPath, variantFolder, wantedVariant } from './lib/variant.mjs'
import { TENSORFLOW_VERSION, wheelsOf } from '../../src/libtensorflow/wheels.mjs'

/**
 * Unpacks, compiles and tests one variant, then points `current.json` at it: that file is written
 * only after TensorFlow has been loaded.
 */
async function bring(ctx, variant, note) {
  await bringLibtensorflow(ctx, variant)
  await compileBinding(ctx, variant)
  await proveBinding(ctx, variant)
  await writeJson(currentPath(ctx), {
    variant,
    version: TENSORFLOW_VERSION,
    binding: bindingPath(ctx, variant),
    ...(note && { note }),
  })
}

/**
 * libtensorflow and the binding compiled against it: what the engine computes with.
 * @param {typeof bring} bring sets up one variant or throws; tests replace it
 */
export const tensorflowStep = (bring) => ({
  id: 'tensorflow',
  title: 'TensorFlow',

  check(ctx) {
    const current = readJson(currentPath(ctx))
    const { variant } = wantedVariant(ctx)
    const fix = `npm run setup -- --only tensorflow${variant === 'cuda' ? ' --cuda' : ''}`
    if (!wheelsOf('cpu', ctx.platform, ctx.arch)) return ownInstaller.check(ctx, current)
    if (current?.variant !== variant || current.version !== TENSORFLOW_VERSION)
      return { ok: false, detail: `not set up (${variant})`, fix }
    if (!isUnpacked(ctx, variant)) return { ok: false, detail: 'files are missing', fix }
    if (!isCompiled(ctx, variant) || current.binding !== bindingPath(ctx, variant))
      return { ok: false, detail: 'its binding is not compiled for this tfjs-node', fix }
    return {
      ok: true,
      detail: `${current.version} (${variant})${current.note ? ` · ${current.note}` : ''}`,
    }
  },

  async run(ctx) {
    if (!wheelsOf('cpu', ctx.platform, ctx.arch)) return ownInstaller.run(ctx)
    const { variant, note } = wantedVariant(ctx)
    if (ctx.fresh) await rm(variantFolder(ctx, variant), { recursive: true, force: true })
    if (ctx.variant)
      await writeJson(choicePath(ctx), { version: TENSORFLOW_VERSION, variant: ctx.variant })
    if (variant === 'cpu') return bring(ctx, 'cpu', note)
    try {
      await bring(ctx, 'cuda')
    } catch (error) {
      const reason = `CUDA could not be set up: ${messageOf(error)}`
      if (ctx.offline || !(error instanceof SetupFailure)) throw error
      const kept = isUnpacked(ctx, 'cuda')
        ? ` (its files stay in ${variantFolder(ctx, 'cuda')})`
        : ''
      say(
        `${reason}${kept}\nFalling back to the CPU. To try again: npm run setup -- --only tensorflow --cuda`,
      )
      const failure = `${reason.split('\n')[0]} (try again: npm run setup -- --only tensorflow --cuda)`
      await bring(ctx, 'cpu', failure)
      await writeJson(choicePath(ctx), { version: TENSORFLOW_VERSION, failure })
    }
  },
})

export default tensorflowStep(bring)
