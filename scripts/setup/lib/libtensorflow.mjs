import { mkdir, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { SetupFailure } from '../../../src/libtensorflow/failure.mjs'
import { fetchWheel, pythonWithPip } from './pip.mjs'
import { tensorflowFolder, variantFolder } from './variant.mjs'
import { isComplete, unpackLibtensorflow } from '../../../src/libtensorflow/unpack.mjs'
import { progress } from './report.mjs'
import { spaceOf, wheelsOf } from '../../../src/libtensorflow/wheels.mjs'

/** Whether a variant is complete. */
export const isUnpacked = (ctx, variant) => isComplete(variantFolder(ctx, variant))

async function mustHaveSpace(ctx, variant) {
  await mkdir(tensorflowFolder(ctx), { recursive: true })
  const { bavail, bsize } = await statfs(tensorflowFolder(ctx))
  if (bavail * bsize >= spaceOf(variant)) return
  const [free, needed] = [bavail * bsize, spaceOf(variant)].map((bytes) => (bytes / 1e9).toFixed(1))
  throw new SetupFailure(
    `${ctx.cache} has ${free} GB free; TensorFlow (${variant}) needs ${needed} GB`,
    'free some space, or set CONVSCOPE_CACHE to a folder on another disk',
  )
}

/**
 * Downloads the wheels of a variant and unpacks the necessary files. Wheels stay until all are
 * unpacked, so an interruption costs at most one.
 */
export async function bringLibtensorflow(ctx, variant) {
  if (isUnpacked(ctx, variant)) return
  const wheels = wheelsOf(variant, ctx.platform, ctx.arch)
  if (!wheels)
    throw new SetupFailure(
      `there is no ${variant} libtensorflow for ${ctx.platform} on ${ctx.arch}`,
    )
  if (ctx.offline)
    throw new SetupFailure(
      'TensorFlow is not on this machine yet',
      'npm run setup   (with a network)',
    )
  await mustHaveSpace(ctx, variant)
  const store = join(tensorflowFolder(ctx), 'wheels')
  const python = await pythonWithPip(ctx)
  const paths = []
  for (const wheel of wheels) paths.push(await fetchWheel(python, wheel, store))
  await unpackLibtensorflow(wheels, paths, variantFolder(ctx, variant), (wheel, total) =>
    progress(`Unpacking ${wheel.project}`, total),
  )
  for (const folder of [store, join(tensorflowFolder(ctx), 'pip')])
    await rm(folder, { recursive: true, force: true })
}
