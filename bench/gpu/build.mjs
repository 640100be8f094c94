import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { buildPrograms, PACKAGES } from '../lib/programs.mjs'

const [TFJS, BINDING] = PACKAGES
/** What the engine requires of them (src/engine/runtime/tensorflow.ts). */
const REQUIRED = [
  `${BINDING}/dist/register_all_kernels`,
  TFJS,
  `${BINDING}/dist/nodejs_kernel_backend`,
]

/** Lists the files that Node loads for `REQUIRED`, by loading them. */
const TRACE = `
const util = require('util')
util.isNullOrUndefined ??= (value) => value == null
process.argv.slice(1).forEach((name) => require(name))
console.log(JSON.stringify(Object.keys(require.cache)))`

/** The package.json files that lead Node to a file of node_modules. */
function* manifestsOf(root, file) {
  for (let folder = dirname(file); folder !== root; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest)) yield manifest
  }
}

async function copyRequired(root, target) {
  const files = JSON.parse(
    execFileSync(process.execPath, ['-e', TRACE, ...REQUIRED], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  )
  for (const file of new Set(files.flatMap((path) => [path, ...manifestsOf(root, path)]))) {
    const place = join(target, relative(root, file))
    await mkdir(dirname(place), { recursive: true })
    await cp(file, place)
  }
}

/**
 * Builds the training benchmark into `<staging>/bench` as plain JavaScript with all it requires,
 * and puts Node next to it.
 */
export async function buildBench(root, staging) {
  const target = join(staging, 'bench')
  await buildPrograms(root, ['training', 'training/convscope-worker'], target)
  await cp(join(root, 'bench/python'), join(target, 'python'), {
    recursive: true,
    filter: (path) => !path.includes('__pycache__'),
  })
  await copyRequired(root, target)
  await mkdir(join(staging, 'node'))
  await cp(process.execPath, join(staging, 'node/node'), { dereference: true })
}
