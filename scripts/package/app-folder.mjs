import { chmod, copyFile, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { createPackage } from '@electron/asar'
import { mustExecute } from '../setup/lib/command.mjs'
import { buildFolder, fileDigest, readJson, writeJson } from '../../src/libtensorflow/files.mjs'
import { bindingPath } from '../setup/lib/binding.mjs'
import { TENSORFLOW_VERSION } from '../../src/libtensorflow/wheels.mjs'
import { setFuses } from './fuses.mjs'
import { copyModules, requiredFiles } from './modules.mjs'
import { bringNode } from './node-runtime.mjs'
import { packageIndex } from './package-index.mjs'

/** The executable's name; `convscope-window` beside it is what people start. */
const EXECUTABLE = 'convscope-electron'
const RESOURCES = ['samples', 'models', 'recipes']

/** The window's side, which only Electron reads: main, preload and page, in one archive. */
async function packWindow(root, scratch, target) {
  await rm(scratch, { recursive: true, force: true })
  const out = join(root, 'out')
  const index = join(out, 'main', 'index.js')
  const main = [...requiredFiles([index], index)].filter((file) => file.startsWith(dirname(index)))
  for (const file of main) {
    await mkdir(join(scratch, 'out', 'main'), { recursive: true })
    await copyFile(file, join(scratch, 'out', relative(out, file)))
  }
  for (const part of ['preload', 'renderer'])
    await cp(join(out, part), join(scratch, 'out', part), { recursive: true })
  const { name, productName, version, license, main: entry } = readJson(join(root, 'package.json'))
  await writeJson(join(scratch, 'package.json'), {
    name,
    productName,
    version,
    license,
    main: entry,
    type: 'commonjs',
  })
  await createPackage(scratch, target)
}

/**
 * The engine's side, which a plain Node reads as well (trainings, the command line): files, because
 * that Node knows no asar.
 */
export async function layEngine({ root, version }, ctx, target) {
  await cp(join(root, 'out', 'main'), join(target, 'main'), { recursive: true })
  await rm(join(target, 'main', 'index.js'))
  for (const name of RESOURCES)
    await cp(join(root, 'resources', name), join(target, 'resources', name), { recursive: true })
  await mkdir(join(target, 'bin'), { recursive: true })
  const node = await bringNode(ctx)
  await copyFile(join(node, 'node'), join(target, 'bin', 'node'))
  await copyFile(
    join(root, 'resources/package/linux/convscope.sh'),
    join(target, 'bin', 'convscope'),
  )
  for (const name of ['node', 'convscope']) await chmod(join(target, 'bin', name), 0o755)
  await layBinding(ctx, join(target, 'binding'))
  await writeJson(join(target, 'package.json'), { name: 'convscope', version, type: 'commonjs' })
  return copyModules(root, join(target, 'node_modules'))
}

/**
 * TensorFlow's binding, compiled here; the engine lays it beside libtensorflow when that has come
 * (src/engine/provision).
 */
async function layBinding(ctx, target) {
  const source = dirname(bindingPath(ctx, 'cpu'))
  await mkdir(target, { recursive: true })
  const files = {}
  for (const name of ['tfjs_binding.node', ...(ctx.platform === 'linux' ? ['pages.node'] : [])]) {
    await copyFile(join(source, name), join(target, name))
    files[name] = await fileDigest(join(target, name))
  }
  await writeJson(join(target, 'binding.json'), {
    version: TENSORFLOW_VERSION,
    index: await packageIndex(ctx),
    files,
  })
}

/** Licences of all that is in the folder, besides Chromium's, which Electron's own folder has. */
async function layLicences(root, ctx, target) {
  await copyFile(join(root, 'LICENSE'), join(target, 'LICENSE'))
  const node = await readFile(join(await bringNode(ctx), 'LICENSE'), 'utf8')
  await writeFile(join(target, 'LICENSE.node.txt'), node)
  await copyFile(join(root, 'THIRD_PARTY_NOTICES'), join(target, 'THIRD_PARTY_NOTICES'))
}

/**
 * The installed program as one folder: Electron with its fuses set, the window as an asar, the
 * engine and its Node as files. Nothing in it is written to later.
 * @param {import('./places.mjs').Packaging} packaging
 * @returns {Promise<{folder: string, executable: string, packages: string[]}>} `packages`: folders
 *   of the npm packages inside
 */
export async function makeAppFolder(packaging, ctx) {
  const { root, electron, work, flavour } = packaging
  // Not “app”: a draft’s name would be “.app.draft”, and the fuses’ program takes “.app” for macOS.
  const folder = join(work, 'program')
  let packages = []
  await buildFolder(folder, async (draft) => {
    await mustExecute('cp', ['-a', `${dirname(electron.executable)}/.`, draft])
    await rename(join(draft, basename(electron.executable)), join(draft, EXECUTABLE))
    const resources = join(draft, 'resources')
    for (const name of ['app', 'default_app.asar'])
      await rm(join(resources, name), { recursive: true, force: true })
    await packWindow(root, join(work, 'window'), join(resources, 'app.asar'))
    packages = await layEngine(packaging, ctx, join(resources, 'engine'))
    await copyFile(
      join(root, 'resources/package/linux/convscope-window.sh'),
      join(draft, 'convscope-window'),
    )
    await chmod(join(draft, 'convscope-window'), 0o755)
    await layLicences(root, ctx, draft)
    await setFuses(join(draft, EXECUTABLE), flavour)
  })
  return { folder, executable: join(folder, EXECUTABLE), packages }
}
