import { chmod, copyFile, cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mustExecute } from '../setup/lib/command.mjs'
import { folderSize } from './system-tree.mjs'

/** Electron's libraries; the second names are those since the 64-bit time change. */
const DEPENDS = [
  'libasound2 | libasound2t64',
  'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libc6 (>= 2.31)',
  'libcups2 | libcups2t64',
  'libdrm2',
  // Without them Electron ends at its start: it finds no EGL, not even one in software.
  'libegl1',
  'libgl1-mesa-dri',
  'libgbm1',
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libstdc++6',
  'libxss1',
  'shared-mime-info',
]

const TESTS_ONLY =
  '\n .\n This package is for tests only: its Electron gets no security fixes any more, or its fuses\n are open.'

/** Debian's control file. */
export const controlFile = ({ version, release }, kilobytes) =>
  `Package: convscope
Version: ${version}${release ? '' : '~tests'}
Section: education
Priority: optional
Architecture: amd64
Installed-Size: ${kilobytes}
Depends: ${DEPENDS.join(', ')}
Recommends: libgtk-4-1, libnotify4, xdg-utils
Maintainer: The authors of Convscope <convscope@localhost>
Description: microscope for convolutional networks
 Shows what every layer of a convolutional network makes of a picture, which
 pixels a unit looks at and why it has its value. Builds, trains and exports
 networks on this computer.
 .
 TensorFlow's library is fetched in the window at the first start.${release ? '' : TESTS_ONLY}
`

/**
 * A .deb by dpkg-deb. What follows an installation (menus, MIME types, icons, manual) is done by
 * the triggers of the packages that own those folders.
 */
export async function makeDeb(packaging, tree) {
  const { root, work, output, name, version, fast } = packaging
  const staging = join(work, 'deb')
  await rm(staging, { recursive: true, force: true })
  await mustExecute('cp', ['-al', tree, staging])
  const texts = join(root, 'resources', 'package', 'linux')
  await mkdir(join(staging, 'etc', 'apparmor.d'), { recursive: true })
  await cp(join(texts, 'apparmor'), join(staging, 'etc', 'apparmor.d', 'convscope'))
  const control = join(staging, 'DEBIAN')
  await mkdir(control)
  const size = Math.ceil((await folderSize(staging)) / 1024)
  await writeFile(join(control, 'control'), controlFile(packaging, size))
  await writeFile(join(control, 'conffiles'), '/etc/apparmor.d/convscope\n')
  for (const script of ['postinst', 'postrm']) {
    await copyFile(join(texts, script), join(control, script))
    await chmod(join(control, script), 0o755)
  }
  await mustExecute('chmod', ['-R', 'go-w', control])
  const file = join(output, `${name}_${version}_amd64.deb`)
  const compression = fast ? ['-Zgzip', '-z1'] : ['-Zxz', '-z6']
  await mustExecute('dpkg-deb', ['--root-owner-group', ...compression, '--build', staging, file])
  await rm(staging, { recursive: true, force: true })
  return file
}
