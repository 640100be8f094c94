import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { cp, mkdir, copyFile } from 'node:fs/promises'
import { createRequire, isBuiltin } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'

/** What the engine loads of TensorFlow's packages (src/engine/runtime/tensorflow.ts). */
const ENTRIES = [
  '@tensorflow/tfjs',
  '@tensorflow/tfjs-node-gpu/dist/register_all_kernels',
  '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend',
]
/**
 * Packages of a few files, one of them WebAssembly that no `require` names: taken whole, but for
 * builds that their `exports` do not lead the engine to.
 */
const WHOLE = ['@imagemagick/magick-wasm', 'h5wasm']
const LEFT_OUT = /\.(map|d\.ts|d\.mts|md)$|(^|\/)(test|tests|src|iife|x64|dist\/node)\//
const REQUIRE = /\brequire\(\s*['"]([^'"]+)['"]\s*\)/g
const LICENCE = /^(licen[cs]e|copying|notice)([.-].*)?$/i

/** The folder of the package that a file belongs to: the nearest package.json with a name. */
function packageFolder(file) {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name) return folder
  }
  throw new Error(`${file} belongs to no package`)
}

/**
 * The files that CommonJS entries load, followed through every `require` with a literal name, also
 * those inside functions. A name that leads nowhere is an optional one.
 * @returns {Set<string>} absolute paths
 */
export function requiredFiles(entries, from) {
  const found = new Set()
  const waiting = entries.map((entry) => createRequire(from).resolve(entry))
  while (waiting.length > 0) {
    const file = waiting.pop()
    if (found.has(file)) continue
    found.add(file)
    if (!/\.(c?js)$/.test(file)) continue
    const { resolve: locate } = createRequire(file)
    for (const [, name] of readFileSync(file, 'utf8').matchAll(REQUIRE)) {
      if (isBuiltin(name)) continue
      try {
        waiting.push(locate(name))
      } catch {
        // Optional.
      }
    }
  }
  return found
}

/**
 * Copies what the built app loads from node_modules: of TensorFlow's packages 8 MB of 276.
 * @returns {Promise<string[]>} the folders of the packages that are now in the target
 */
export async function copyModules(root, target) {
  const files = [...requiredFiles(ENTRIES, join(root, 'package.json'))]
  const folders = new Set(files.map(packageFolder))
  for (const name of WHOLE) {
    const folder = join(root, 'node_modules', name)
    folders.add(folder)
    await cp(folder, join(target, name), {
      recursive: true,
      filter: (path) => statSync(path).isDirectory() || !LEFT_OUT.test(relative(folder, path)),
    })
  }
  const base = join(root, 'node_modules')
  const licences = [...folders].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => LICENCE.test(name) || name === 'package.json')
      .map((name) => join(folder, name)),
  )
  for (const file of [...files, ...licences]) {
    const place = resolve(target, relative(base, file))
    await mkdir(dirname(place), { recursive: true })
    await copyFile(file, place)
  }
  return [...folders].sort()
}
