import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mustExecute } from '../setup/lib/command.mjs'
import { listTree } from './system-tree.mjs'

/** By what they provide, because Fedora's and openSUSE's packages have different names. */
const REQUIRES = [
  'libasound.so.2()(64bit)',
  'libatk-bridge-2.0.so.0()(64bit)',
  'libcups.so.2()(64bit)',
  'libdrm.so.2()(64bit)',
  'libEGL.so.1()(64bit)',
  'libgbm.so.1()(64bit)',
  'libgtk-3.so.0()(64bit)',
  'libnss3.so()(64bit)',
  'libstdc++.so.6()(64bit)',
  'libXss.so.1()(64bit)',
  'shared-mime-info',
]

/** Files below the program's folder belong to it as a whole. */
const PROGRAM = '/usr/lib/convscope'
const special = (path) => path === `${PROGRAM}/chrome-sandbox`

/**
 * rpmbuild's description of a package that is only packed, not built.
 * @param {readonly string[]} files all paths of the tree
 */
export const specFile = ({ version, release, fast }, tree, files) =>
  `Name: convscope
Version: ${version}
Release: ${release ? '1' : '0.tests'}
Summary: Microscope for convolutional networks
License: MIT
AutoReqProv: no
Recommends: mesa-dri-drivers
${REQUIRES.map((name) => `Requires: ${name}`).join('\n')}
%define _build_id_links none
%define debug_package %{nil}
%define __os_install_post %{nil}
%define _binary_payload ${fast ? 'w1.gzdio' : 'w6.xzdio'}

%description
Shows what every layer of a convolutional network makes of a picture, which pixels a unit looks at
and why it has its value. Builds, trains and exports networks on this computer. TensorFlow's library
is fetched in the window at the first start.${release ? '' : '\n\nThis package is for tests only: its Electron gets no security fixes any more, or its fuses are open.'}

%install
cp -al '${tree}/.' '%{buildroot}/'

%files
%defattr(-,root,root)
%attr(4755,root,root) ${PROGRAM}/chrome-sandbox
%dir ${PROGRAM}
${[...new Set(files.filter((path) => path.startsWith(`${PROGRAM}/`) && !special(path)).map((path) => `"${PROGRAM}/${path.slice(PROGRAM.length + 1).split('/')[0]}"`))].join('\n')}
${files
  .filter((path) => !path.startsWith(`${PROGRAM}/`))
  .map((path) => `"${path}"`)
  .join('\n')}
`

/** An .rpm by rpmbuild. */
export async function makeRpm(packaging, tree) {
  const { work, output, name, version } = packaging
  const top = join(work, 'rpm')
  await rm(top, { recursive: true, force: true })
  await mkdir(top, { recursive: true })
  const spec = join(top, 'convscope.spec')
  await writeFile(spec, specFile(packaging, tree, await listTree(tree)))
  await mustExecute('rpmbuild', ['-bb', '--define', `_topdir ${top}`, '--target', 'x86_64', spec])
  const made = (await readdir(join(top, 'RPMS', 'x86_64'))).find((file) => file.endsWith('.rpm'))
  const file = join(output, `${name}-${version}.x86_64.rpm`)
  await rename(join(top, 'RPMS', 'x86_64', made), file)
  await rm(top, { recursive: true, force: true })
  return file
}
