import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { create } from 'tar'
import { mustExecute } from '../setup/lib/command.mjs'
import { writeShare } from './system-tree.mjs'

/** A folder that runs where it is unpacked, with what a system's `share` could take beside it. */
export async function makeTarball(packaging, app, date) {
  const { work, output, name, version, fast } = packaging
  const inside = `${name}-${version}-linux-x64`
  const folder = join(work, 'tar')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await mustExecute('cp', ['-al', app.folder, join(folder, inside)])
  await writeShare(packaging, join(folder, inside), date)
  const file = join(output, `${inside}.tar.gz`)
  // No owners and no times: the same files give the same archive.
  await create(
    { cwd: folder, file, gzip: { level: fast ? 1 : 9 }, portable: true, mtime: new Date(date) },
    [inside],
  )
  await rm(folder, { recursive: true, force: true })
  return file
}
