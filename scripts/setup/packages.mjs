import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustExecute } from './lib/command.mjs'
import { readJson, textDigest, writeJson } from '../../src/libtensorflow/files.mjs'
import { npmCommand } from './lib/npm.mjs'
import { say } from './lib/report.mjs'

const FIX = 'npm ci'
const stampPath = (ctx) => join(ctx.root, 'node_modules', '.convscope-packages.json')

const keyOf = (ctx) =>
  textDigest(
    `${ctx.platform} ${ctx.arch} ${readFileSync(join(ctx.root, 'package-lock.json'), 'utf8')}`,
  )

/**
 * What differs between the lockfile and npm's own record of what it installed: so packages that the
 * user installed by hand are not installed again. Optional ones may be missing (they belong to
 * other platforms).
 */
export function unlikeLockfile(lock, installed) {
  const wanted = Object.entries(lock?.packages ?? {}).filter(
    ([path, entry]) => path !== '' && !entry.optional && !entry.devOptional && !entry.peer,
  )
  return wanted
    .filter(([path, entry]) => installed?.packages?.[path]?.version !== entry.version)
    .map(([path]) => path.replace(/^node_modules\//, ''))
}

const installedPath = (ctx) => join(ctx.root, 'node_modules', '.package-lock.json')
const difference = (ctx) =>
  unlikeLockfile(readJson(join(ctx.root, 'package-lock.json')), readJson(installedPath(ctx)))

/** The npm packages, as package-lock.json names them (npm checks each by its hash there). */
export default {
  id: 'packages',
  title: 'npm packages',

  check(ctx) {
    if (readJson(stampPath(ctx))?.key === keyOf(ctx))
      return { ok: true, detail: 'as package-lock.json names them' }
    const differing = difference(ctx)
    if (differing.length === 0)
      return { ok: true, detail: 'as package-lock.json names them', unstamped: true }
    return {
      ok: false,
      detail: `${differing.length} missing or in another version: ${differing.slice(0, 3).join(', ')}${differing.length > 3 ? ' …' : ''}`,
      fix: FIX,
    }
  },

  async run(ctx) {
    const [program, ...args] = npmCommand()
    const npm = (...what) => {
      const options = [
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        ctx.offline ? '--offline' : '--prefer-offline',
      ]
      return mustExecute(
        program,
        [...args, ...what, ...options],
        { cwd: ctx.root, quiet: false },
        FIX,
      )
    }
    // Installs only the packages that differ; npm ci would fetch all of them again.
    if (!ctx.fresh && existsSync(installedPath(ctx))) {
      say(`Installing the npm packages that differ: ${difference(ctx).length} …`)
      await npm('install', '--no-save')
    }
    if (ctx.fresh || difference(ctx).length > 0) {
      say('Installing the npm packages …')
      await npm('ci')
    }
    await writeJson(stampPath(ctx), { key: keyOf(ctx) })
  },
}
