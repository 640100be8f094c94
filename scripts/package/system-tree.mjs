import { chmod, copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { mustExecute } from '../setup/lib/command.mjs'
import { bashCompletion, fishCompletion, zshCompletion } from './completions.mjs'
import { writeIcon } from './icon.mjs'
import { manPage } from './man-page.mjs'
import { commandLine } from './program.mjs'

const ICON_SIZES = [16, 32, 48, 64, 128, 256, 512]

async function write(root, path, content, mode = 0o644) {
  const place = join(root, path)
  await mkdir(join(place, '..'), { recursive: true })
  await writeFile(place, content)
  await chmod(place, mode)
}

/**
 * What belongs below `share` beside the program: desktop entry, MIME types, AppStream's
 * description, icons, manual, completions.
 * @param {string} target the folder that becomes /usr, or its like in an archive
 */
export async function writeShare({ root, version }, target, date) {
  const texts = join(root, 'resources', 'package', 'linux')
  const text = (name) => readFile(join(texts, name), 'utf8')
  const share = (path, content) => write(target, join('share', path), content)
  await share('applications/convscope.desktop', await text('convscope.desktop'))
  await share('mime/packages/convscope.xml', await text('convscope.xml'))
  const metainfo = (await text('convscope.metainfo.xml'))
    .replace('@VERSION@', version)
    .replace('@DATE@', date)
  await share('metainfo/org.convscope.Convscope.metainfo.xml', metainfo)
  const svg = join(root, 'resources', 'package', 'icon.svg')
  await share('icons/hicolor/scalable/apps/convscope.svg', await readFile(svg))
  for (const size of ICON_SIZES) {
    const folder = join(target, 'share/icons/hicolor', `${size}x${size}`, 'apps')
    await mkdir(folder, { recursive: true })
    await writeIcon(svg, size, join(folder, 'convscope.png'))
  }
  const program = await commandLine(root)
  await share(
    'man/man1/convscope.1.gz',
    gzipSync(manPage(program, { version, date }), { level: 9 }),
  )
  await share('bash-completion/completions/convscope', bashCompletion(program))
  await share('zsh/vendor-completions/_convscope', zshCompletion(program))
  await share('fish/vendor_completions.d/convscope.fish', fishCompletion(program))
}

/**
 * The files as a distribution's package installs them, in a folder that stands for `/`. The
 * program's files are hard links to the app's folder.
 */
export async function makeSystemTree(packaging, app, date) {
  const { root, work } = packaging
  const tree = join(work, 'tree')
  await rm(tree, { recursive: true, force: true })
  const lib = join(tree, 'usr', 'lib', 'convscope')
  await mkdir(join(tree, 'usr', 'lib'), { recursive: true })
  await mkdir(join(tree, 'usr', 'bin'), { recursive: true })
  await mustExecute('cp', ['-al', app.folder, lib])
  await mustExecute('chmod', ['-R', 'u+rwX,go=rX', lib])
  // Chromium's helper for systems without user namespaces: root's, with the set-user bit. Its own
  // file, because a mode belongs to all links of one.
  await rm(join(lib, 'chrome-sandbox'))
  await copyFile(join(app.folder, 'chrome-sandbox'), join(lib, 'chrome-sandbox'))
  await chmod(join(lib, 'chrome-sandbox'), 0o4755)
  for (const [name, place] of [
    ['convscope', 'resources/engine/bin/convscope'],
    ['convscope-window', 'convscope-window'],
  ])
    await mustExecute('ln', ['-s', `../lib/convscope/${place}`, join(tree, 'usr/bin', name)])
  await writeShare(packaging, join(tree, 'usr'), date)
  const licence = await readFile(join(root, 'LICENSE'), 'utf8')
  await write(
    tree,
    'usr/share/doc/convscope/copyright',
    `${licence}\nLicences of what it contains: /usr/lib/convscope/THIRD_PARTY_NOTICES, LICENSE.node.txt,\nLICENSE.electron.txt and LICENSES.chromium.html in the same folder.\n`,
  )
  return tree
}

/** Size of a folder's files in bytes, each counted once. */
export async function folderSize(folder) {
  return Number((await mustExecute('du', ['-sb', folder])).split('\t')[0])
}

/** Paths of the files and folders of a tree that are the package's own, not shared folders. */
export const listTree = async (tree) =>
  (await readdir(tree, { recursive: true, withFileTypes: true }))
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(tree.length))
    .sort()
