import { existsSync, statSync } from 'node:fs'
import { symlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { buildFolder, readJson, writeJson } from './files.mjs'
import { unpackWheel } from './wheel.mjs'
import { TENSORFLOW_VERSION } from './wheels.mjs'

const stampOf = (folder) => join(folder, 'complete.json')

/**
 * Whether a folder holds a complete libtensorflow of this version: the stamp is written last, and
 * no file is missing or truncated.
 */
export function isComplete(folder) {
  const stamp = readJson(stampOf(folder))
  if (stamp?.version !== TENSORFLOW_VERSION || !Array.isArray(stamp.files)) return false
  return stamp.files.every(
    ({ name, size }) => statSync(join(folder, name), { throwIfNoEntry: false })?.size === size,
  )
}

/**
 * Unpacks a variant's wheels into `folder`, which is whole afterwards or as it was before.
 * @param {readonly import('./wheels.mjs').Wheel[]} wheels
 * @param {readonly string[]} paths where each wheel's file is
 * @param {(wheel: import('./wheels.mjs').Wheel, total: number) => import('./wheel.mjs').Meter} meter
 */
export function unpackLibtensorflow(wheels, paths, folder, meter) {
  return buildFolder(folder, async (draft) => {
    const files = []
    for (const [index, wheel] of wheels.entries())
      files.push(
        ...(await unpackWheel(paths[index], wheel.patterns, draft, (total) => meter(wheel, total))),
      )
    await linkLibrary(draft, files)
    await writeJson(stampOf(draft), { version: TENSORFLOW_VERSION, files })
  })
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
