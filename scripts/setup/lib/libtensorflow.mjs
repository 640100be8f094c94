import { existsSync, statSync } from 'node:fs'
import { mkdir, rm, statfs, symlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { SetupFailure } from './failure.mjs'
import { buildFolder, readJson, writeJson } from './files.mjs'
import { fetchWheel, pythonWithPip } from './pip.mjs'
import { tensorflowFolder, variantFolder } from './variant.mjs'
import { unpackWheel } from './wheel.mjs'
import { TENSORFLOW_VERSION, spaceOf, wheelsOf } from './wheels.mjs'

const stampOf = (folder) => join(folder, 'complete.json')

/**
 * Whether a variant is complete: the stamp is written last, and no file is missing or truncated.
 */
export function isUnpacked(ctx, variant) {
  const folder = variantFolder(ctx, variant)
  const stamp = readJson(stampOf(folder))
  if (stamp?.version !== TENSORFLOW_VERSION || !Array.isArray(stamp.files)) return false
  return stamp.files.every(
    ({ name, size }) => statSync(join(folder, name), { throwIfNoEntry: false })?.size === size,
  )
}

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
  await buildFolder(variantFolder(ctx, variant), async (draft) => {
    const files = []
    for (const [index, wheel] of wheels.entries())
      files.push(
        ...(await unpackWheel(paths[index], wheel.patterns, draft, `Unpacking ${wheel.project}`)),
      )
    await linkLibrary(draft, files)
    await writeJson(stampOf(draft), { version: TENSORFLOW_VERSION, files })
  })
  for (const folder of [store, join(tensorflowFolder(ctx), 'pip')])
    await rm(folder, { recursive: true, force: true })
}

/** The linker looks for `libtensorflow`, a name that the wheel's library does not carry. */
async function linkLibrary(draft, files) {
  for (const name of files
    .map((file) => basename(file.name))
    .filter((name) => /^libtensorflow_(cc|framework)\./.test(name))) {
    const ending = name.includes('.dylib') ? '.dylib' : '.so'
    const plain = `${name.startsWith('libtensorflow_cc') ? 'libtensorflow' : 'libtensorflow_framework'}${ending}`
    for (const alias of ending === '.so' ? [plain, `${plain}.2`] : [plain]) {
      const path = join(draft, 'tensorflow', alias)
      if (!existsSync(path)) await symlink(name, path)
    }
  }
}
