import { chmod, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { download } from './download.mjs'
import { SetupFailure } from '../../../src/libtensorflow/failure.mjs'
import { buildFolder, readJson } from '../../../src/libtensorflow/files.mjs'
import { progress } from './report.mjs'
import { unpackEntry, zipEntries } from '../../../src/libtensorflow/zip.mjs'

const packageOf = (ctx) => join(ctx.root, 'node_modules', 'electron')

/**
 * The version that package.json pins: before `npm ci` its package is not there yet, so it is read
 * from our own manifest.
 */
export const officialVersion = (ctx) =>
  readJson(join(ctx.root, 'package.json')).devDependencies.electron

const executableIn = (platform) =>
  ({ darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' })[platform] ??
  'electron'

/** Where releases lie; the variable is the one that Electron's own installer honours. */
const mirror = () =>
  process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/'

/**
 * Fetches the release for this machine, verified by the checksums in npm's `electron` package, and
 * unpacks it.
 */
export async function bringOfficial(ctx, folder) {
  const version = officialVersion(ctx)
  const file = `electron-v${version}-${ctx.platform}-${ctx.arch}.zip`
  const digest = readJson(join(packageOf(ctx), 'checksums.json'))?.[file]
  if (!digest)
    throw new SetupFailure(`Electron ${version} has no release for ${ctx.platform} on ${ctx.arch}`)
  const zip = join(folder, file)
  await download(`${mirror()}v${version}/${file}`, zip, {
    digest,
    label: `Fetching Electron ${version}`,
  })
  const target = join(folder, version)
  await buildFolder(target, async (draft) => {
    const entries = await zipEntries(zip)
    const shown = progress(
      'Unpacking Electron',
      entries.reduce((sum, entry) => sum + entry.size, 0),
    )
    for (const entry of entries) await unpackEntry(zip, entry, draft, (bytes) => shown.add(bytes))
    shown.end()
    await chmod(join(draft, executableIn(ctx.platform)), 0o755)
    await writeFile(join(draft, 'version'), version)
  })
  await rm(zip, { force: true })
  return join(target, executableIn(ctx.platform))
}
