/**
 * The default app of an Electron runtime that came without one: it starts the app whose folder (or entry file) is the first argument that is not a flag.
 * It is copied into such a runtime's `resources/app` by the set-up and is no part of Convscope's own package.
 */
const fs = require('node:fs')
const path = require('node:path')
const { app } = require('electron')

/** The arguments in front of the app's path are switches for Chromium; everything after it belongs to the app. */
const target = process.argv.slice(1).find((argument) => !argument.startsWith('-'))

/** Nearest folder upwards that holds a package.json: Electron calls it the app path. */
function folderOf(entry) {
  for (let folder = path.dirname(entry); ; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, 'package.json'))) return folder
    if (folder === path.dirname(folder)) return path.dirname(entry)
  }
}

function start(given) {
  const absolute = path.resolve(given)
  const isFolder = fs.statSync(absolute).isDirectory()
  const folder = isFolder ? absolute : folderOf(absolute)
  const manifestPath = path.join(folder, 'package.json')
  const manifest = fs.existsSync(manifestPath)
    ? JSON.parse(fs.readFileSync(manifestPath, 'utf8'))
    : {}
  app.setAppPath(folder)
  app.setName(manifest.productName ?? manifest.name ?? 'Electron')
  if (manifest.version) app.setVersion(manifest.version)
  require(isFolder ? path.join(folder, manifest.main ?? 'index.js') : absolute)
}

if (target === undefined) {
  process.stderr.write('usage: electron [switches] <app folder or entry file> [arguments]\n')
  app.exit(2)
} else {
  try {
    start(target)
  } catch (error) {
    process.stderr.write(
      `electron: cannot start ${target}: ${error instanceof Error ? error.stack : String(error)}\n`,
    )
    app.exit(1)
  }
}
