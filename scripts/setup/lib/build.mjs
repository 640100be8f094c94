import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { mustExecute } from './command.mjs'
import { readJson, writeJson } from '../../../src/libtensorflow/files.mjs'
import { withLock } from './lock.mjs'
import { say } from './report.mjs'

const CONFIGURATION = [
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'tsconfig.base.json',
  'tsconfig.json',
  'tsconfig.node.json',
  'tsconfig.web.json',
]
const stampPath = (root) => join(root, 'out', 'build.json')

/** Files that a build reads, sorted; tests are left out, so that editing one costs no build. */
function* inputs(root, folder) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) yield* inputs(root, path)
    else if (!/\.test\.[a-z]+$/.test(entry.name)) yield path
  }
}

/**
 * Digest of the names and contents of everything that goes into the build: contents, because a
 * checkout changes times without a change.
 */
export function buildKey(root) {
  const hash = createHash('sha256')
  for (const path of [
    ...CONFIGURATION.filter((name) => existsSync(join(root, name))),
    ...inputs(root, 'src'),
  ]) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

export const isBuilt = (root, key = buildKey(root)) => readJson(stampPath(root))?.key === key

/** One target for both runtimes: the newest Electron also runs the syntax of Electron 25. */
export const buildEnvironment = { ELECTRON_MAJOR_VER: '25' }

/**
 * Builds `out/` where a source has changed since the last build; the stamp is removed first and
 * written last, so a failed build is built again.
 */
export async function build(ctx, { force = false } = {}) {
  if (!force && isBuilt(ctx.root)) return
  await withLock(join(ctx.root, 'node_modules', '.convscope-build.lock'), 'Build', async () => {
    const key = buildKey(ctx.root)
    if (!force && isBuilt(ctx.root, key)) return
    say('Building …')
    await rm(stampPath(ctx.root), { force: true })
    const bin = join(ctx.root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
    await mustExecute(process.execPath, [bin, 'build', '--logLevel', 'warn'], {
      cwd: ctx.root,
      env: { ...process.env, ...buildEnvironment },
    })
    await writeJson(stampPath(ctx.root), { key })
  })
}
