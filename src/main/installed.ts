import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'

/**
 * The engine's built file. In a checkout it is beside main's; an installed app has the engine
 * outside its archive, because trainings run on the Node that the package brings, which can't read
 * that archive (scripts/package/app-folder.mjs).
 */
export function engineEntry(): string {
  const folder = join(process.resourcesPath, 'engine')
  if (!app.isPackaged || !existsSync(folder)) return join(__dirname, 'engine.js')
  // The engine inherits them.
  process.env['CONVSCOPE_PACKAGE'] ??= folder
  process.env['CONVSCOPE_RESOURCES'] ??= join(folder, 'resources')
  process.env['CONVSCOPE_NODE'] ??= join(folder, 'bin', 'node')
  return join(folder, 'main', 'engine.js')
}
