import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { mustExecute } from '../setup/lib/command.mjs'
import { npmCommand } from '../setup/lib/npm.mjs'
import { layEngine } from './app-folder.mjs'
import { writeIcon } from './icon.mjs'

/** Fetched when it is needed: 300 packages that only a Mac has a use for. */
const BUILDER = 'electron-builder@26.17.0'

/** A Mac's packages, by electron-builder. Not run: no Mac was at hand. */
export async function makeByElectronBuilder(packaging, ctx) {
  const { root, work } = packaging
  await rm(work, { recursive: true, force: true })
  await mkdir(work, { recursive: true })
  await layEngine(packaging, ctx, join(work, 'engine'))
  await writeIcon(join(root, 'resources/package/icon.svg'), 1024, join(work, 'icon.png'))
  const [program, ...args] = npmCommand()
  const config = ['--config', 'resources/package/electron-builder.yml', '--publish', 'never']
  await mustExecute(program, [...args, 'exec', '--yes', '--', BUILDER, ...config], {
    cwd: root,
    quiet: false,
  })
}
