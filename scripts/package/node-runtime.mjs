import { chmod, copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { mustExecute } from '../setup/lib/command.mjs'
import { SetupFailure } from '../../src/libtensorflow/failure.mjs'
import { buildFolder, fileDigest } from '../../src/libtensorflow/files.mjs'
import { npmCommand } from '../setup/lib/npm.mjs'
import { say } from '../setup/lib/report.mjs'

/**
 * The Node on which an installed app trains (docs/decisions/002), from npm's packages of Node's own
 * builds; integrity as the registry states it.
 */
export const NODE_VERSION = '24.22.3'
const INTEGRITY = {
  'linux-x64':
    'KHsob+Fv9YerATvYujMbiyJqnRCvLtrcr/eTNqRqiOSGp97EOiRP1yP47+knGgQ/xnc3XY8xzkW587dlZzNqRA==',
}

/** The Node that runs this program, where npm has none: on a runner it is one of Node's own builds. */
async function ownNode(folder) {
  await buildFolder(folder, async (draft) => {
    await copyFile(process.execPath, join(draft, 'node'))
    await copyFile(join(dirname(process.execPath), '..', 'LICENSE'), join(draft, 'LICENSE'))
  })
  return folder
}

/** Folder with `node` and its `LICENSE`, fetched at the first call. */
export async function bringNode(ctx) {
  const machine = `${ctx.platform}-${ctx.arch}`
  const folder = join(ctx.cache, 'node', `${NODE_VERSION}-${machine}`)
  if (existsSync(join(folder, 'node'))) return folder
  const integrity = INTEGRITY[machine]
  if (!integrity) return ownNode(folder)
  await mkdir(join(ctx.cache, 'node'), { recursive: true })
  const scratch = await mkdtemp(join(ctx.cache, 'node', '.npm-'))
  try {
    say(`Fetching Node ${NODE_VERSION} by npm …`)
    const [program, ...args] = npmCommand()
    const name = `node-${machine}`
    await mustExecute(
      program,
      [...args, 'pack', `${name}@${NODE_VERSION}`, '--pack-destination', scratch],
      { cwd: ctx.root },
    )
    const tarball = join(scratch, `${name}-${NODE_VERSION}.tgz`)
    const digest = await fileDigest(tarball, 'sha512', 'base64')
    if (digest !== integrity)
      throw new SetupFailure(`${name} is damaged: its SHA-512 is ${digest}, not ${integrity}`)
    await mustExecute('tar', ['-xzf', tarball, '-C', scratch])
    await buildFolder(folder, async (draft) => {
      await copyFile(join(scratch, 'package', 'bin', 'node'), join(draft, 'node'))
      await chmod(join(draft, 'node'), 0o755)
      await copyFile(join(scratch, 'package', 'LICENSE'), join(draft, 'LICENSE'))
    })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
  return folder
}
