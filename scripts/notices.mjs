/**
 * Writes THIRD_PARTY_NOTICES: the licences of every package whose code is in the built app, read
 * from node_modules. Those are the packages that src/ imports, which are bundled, and the
 * `dependencies`, with all that they need. `--check` writes nothing and fails where the file is out
 * of date.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const target = join(root, 'THIRD_PARTY_NOTICES')
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** Brought by the set-up on each machine, and not part of what is distributed here. */
const FETCHED = [
  ['Electron', 'MIT', 'https://www.electronjs.org'],
  ['TensorFlow (libtensorflow)', 'Apache-2.0', 'https://www.tensorflow.org'],
  [
    'NVIDIA CUDA libraries, where a GPU is used',
    'NVIDIA software licence',
    'https://docs.nvidia.com/cuda/eula',
  ],
]
const IMPORT = /(?:from|import)\s*\(?\s*['"]([^'".][^'"]*)['"]/g
const STYLE = /@import\s+['"]([^'".][^'"]*)['"]/g
const LICENCE_FILE = /^(licen[cs]e|copying|notice|ofl)([.-].*)?$/i

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && entry.name !== 'testing') yield* sources(path)
    else if (/\.(ts|vue|css)$/.test(entry.name) && !entry.name.includes('.test.')) yield path
  }
}

const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** Packages that the app's own code imports. */
function imported(known) {
  const names = new Set()
  for (const path of sources(join(root, 'src'))) {
    const text = readFileSync(path, 'utf8')
    for (const [, specifier] of [...text.matchAll(IMPORT), ...text.matchAll(STYLE)]) {
      const name = packageOf(specifier)
      if (known.has(name) && !builtinModules.includes(name)) names.add(name)
    }
  }
  return names
}

/** Where Node would find a package that `from` needs: next to it, then further up. */
function locate(name, from) {
  for (let folder = from; folder.startsWith(root); folder = resolve(folder, '..')) {
    const candidate = join(folder, 'node_modules', name)
    if (existsSync(join(candidate, 'package.json'))) return candidate
  }
  return undefined
}

function closure(names) {
  const found = new Map()
  const waiting = [...names].map((name) => [name, root])
  while (waiting.length > 0) {
    const [name, from] = waiting.pop()
    const folder = locate(name, from)
    if (!folder || found.has(folder)) continue
    const manifest = readJson(join(folder, 'package.json'))
    found.set(folder, manifest)
    for (const dependency of Object.keys(manifest.dependencies ?? {}))
      waiting.push([dependency, folder])
  }
  return [...found].sort(([, a], [, b]) =>
    `${a.name}@${a.version}`.localeCompare(`${b.name}@${b.version}`, 'en'),
  )
}

const licenceOf = ({ license, licenses }) =>
  license?.type ?? license ?? licenses?.map(({ type }) => type).join(' or ') ?? 'not stated'

function texts(folder) {
  return readdirSync(folder)
    .filter((name) => LICENCE_FILE.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim())
}

function notices() {
  const manifest = readJson(join(root, 'package.json'))
  const known = new Set([
    ...Object.keys(manifest.dependencies ?? {}),
    ...Object.keys(manifest.devDependencies ?? {}),
  ])
  // Electron is the runtime; its own notices come with it.
  const names = [...imported(known), ...Object.keys(manifest.dependencies ?? {})].filter(
    (name) => name !== 'electron',
  )
  const packages = closure(new Set(names))
  const bodies = new Map()
  for (const [folder, { name, version, ...rest }] of packages) {
    const body =
      texts(folder).join('\n\n') ||
      `Licence: ${licenceOf(rest)} (the package holds no licence file).`
    bodies.set(body, [...(bodies.get(body) ?? []), `${name} ${version} (${licenceOf(rest)})`])
  }
  const head = [
    'Third-party notices of Convscope',
    '',
    `Code of these ${packages.length} packages is in the built app, under the licences that follow.`,
    'Written by scripts/notices.mjs from the installed packages; do not edit.',
    '',
    'Fetched by the set-up on each machine, each under its own licence:',
    ...FETCHED.map(([what, licence, where]) => `- ${what}: ${licence}, ${where}`),
  ].join('\n')
  const rule = '='.repeat(80)
  return `${[head, ...[...bodies].map(([body, owners]) => `${rule}\n${owners.join('\n')}\n${rule}\n\n${body}`)].join('\n\n')}\n`
}

const text = notices()
if (process.argv.includes('--check')) {
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
    console.error('THIRD_PARTY_NOTICES is out of date: run node scripts/notices.mjs')
    process.exitCode = 1
  }
} else {
  writeFileSync(target, text)
  console.error(`THIRD_PARTY_NOTICES: ${text.split('\n').length} lines`)
}
