import { copyFile, mkdir, readFile, rm, symlink, writeFile, chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { mustExecute, which } from '../setup/lib/command.mjs'
import { writeShare } from './system-tree.mjs'

/** Starts the command line for `Convscope.AppImage cli …`, the window otherwise. */
const APP_RUN = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
if [ "$1" = cli ]; then
  shift
  exec "$here/usr/lib/convscope/resources/engine/bin/convscope" "$@"
fi
exec "$here/usr/lib/convscope/convscope-window" "$@"
`

/** The folder that an AppImage is an image of (its specification's AppDir). */
export async function makeAppDir(packaging, app, date) {
  const folder = join(packaging.work, 'AppDir')
  await rm(folder, { recursive: true, force: true })
  await mkdir(join(folder, 'usr', 'lib'), { recursive: true })
  await mustExecute('cp', ['-al', app.folder, join(folder, 'usr', 'lib', 'convscope')])
  await writeShare(packaging, join(folder, 'usr'), date)
  const share = join(folder, 'usr', 'share')
  await copyFile(join(share, 'applications/convscope.desktop'), join(folder, 'convscope.desktop'))
  await copyFile(
    join(share, 'icons/hicolor/256x256/apps/convscope.png'),
    join(folder, 'convscope.png'),
  )
  await symlink('convscope.png', join(folder, '.DirIcon'))
  await writeFile(join(folder, 'AppRun'), APP_RUN)
  await chmod(join(folder, 'AppRun'), 0o755)
  return folder
}

/**
 * An AppImage: AppImage's runtime, a program that mounts the image behind it, and a squashfs. The
 * runtime comes from AppImage's releases; `APPIMAGE_RUNTIME` names the file.
 * @returns {Promise<string>} the file
 */
export async function makeAppImage(packaging, app, date) {
  const { work, output, name, version, fast } = packaging
  const folder = await makeAppDir(packaging, app, date)
  const image = join(work, 'AppDir.squashfs')
  await rm(image, { force: true })
  const compression = fast ? ['-comp', 'gzip', '-Xcompression-level', '1'] : ['-comp', 'zstd']
  await mustExecute('mksquashfs', [
    folder,
    image,
    '-root-owned',
    '-noappend',
    '-no-progress',
    ...compression,
  ])
  const file = join(output, `${name}-${version}-x86_64.AppImage`)
  const parts = [await readFile(process.env.APPIMAGE_RUNTIME), await readFile(image)]
  await writeFile(file, Buffer.concat(parts))
  await chmod(file, 0o755)
  for (const path of [folder, image]) await rm(path, { recursive: true, force: true })
  return file
}

/** Why no AppImage can be made here, or undefined where one can. */
export function missingForAppImage() {
  if (!process.env.APPIMAGE_RUNTIME)
    return 'APPIMAGE_RUNTIME names no file (AppImage’s runtime, from the releases of AppImage/type2-runtime)'
  return which('mksquashfs') ? undefined : 'mksquashfs is missing (Debian: squashfs-tools)'
}
