import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execute, mustExecute, which } from './command.mjs'
import { aptInstall, canInstall } from './apt.mjs'
import { download } from './download.mjs'
import { SetupFailure } from '../../../src/libtensorflow/failure.mjs'
import { fileDigest } from '../../../src/libtensorflow/files.mjs'
import { say } from './report.mjs'

const linkScript = join(dirname(fileURLToPath(import.meta.url)), 'wheel_link.py')

/** The facts about the machine that determine where pip comes from; tests replace them. */
const machine = { which, execute, canInstall, aptInstall }

/**
 * The start of a command line that runs a Python with pip: the system's own, uv's, one in a venv of
 * ours, or Debian's package.
 * @returns {Promise<string[]>}
 */
export async function pythonWithPip(ctx, { which, execute, canInstall, aptInstall } = machine) {
  const hasPip = async (python) =>
    (await execute(python[0], [...python.slice(1), '-m', 'pip', '--version'])).code === 0
  const own = ['python3', 'python'].filter((name) => which(name)).map((name) => [name])
  for (const python of own) if (await hasPip(python)) return python
  if (which('uv')) return ['uv', 'run', '--quiet', '--no-project', '--with', 'pip', 'python']
  if (own[0]) {
    const folder = join(ctx.cache, 'tensorflow', 'pip')
    const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
    if ((await hasPip([python])) || (await execute(own[0][0], ['-m', 'venv', folder])).code === 0)
      return [python]
    await rm(folder, { recursive: true, force: true })
  }
  if (canInstall()) {
    await aptInstall(['python3-pip'])
    if (await hasPip(['python3'])) return ['python3']
  }
  throw new SetupFailure(
    'TensorFlow comes by pip, and neither a python3 with pip nor uv was found',
    which('apt-get') ? 'sudo apt-get install python3-pip' : 'install Python 3 with pip, or uv',
  )
}

async function linkOf(python, wheel) {
  const { code, output } = await execute(python[0], [
    ...python.slice(1),
    linkScript,
    wheel.project,
    wheel.version,
    wheel.platform,
  ])
  const link = output.split('\n').findLast((line) => /^(https?|file):\/\//.test(line))
  return code === 0 ? link?.trim() : undefined
}

/**
 * Downloads with pip itself, where its link could not be used (a login, a client certificate, a
 * proxy that only pip knows).
 */
async function byPip(python, wheel, folder) {
  const args = [
    '-m',
    'pip',
    'download',
    '--no-deps',
    '--only-binary=:all:',
    '--python-version',
    '3.11',
    '--implementation',
    'cp',
  ]
  const target = [
    '--platform',
    wheel.platform,
    '--dest',
    folder,
    `${wheel.project}==${wheel.version}`,
  ]
  await mustExecute(python[0], [...python.slice(1), ...args, ...target], {
    quiet: !process.stderr.isTTY,
  })
}

/** Downloads one wheel into `folder` and verifies it; an existing one is only verified. */
export async function fetchWheel(python, wheel, folder) {
  const path = join(folder, wheel.file)
  await mkdir(folder, { recursive: true })
  const there = await stat(path).then(
    () => true,
    () => false,
  )
  if (there && (await fileDigest(path)) === wheel.sha256) return path
  await rm(path, { force: true })
  const link = await linkOf(python, wheel)
  try {
    if (!link) throw new SetupFailure('pip gave no link')
    if (!link.startsWith('file:')) {
      await download(link, path, { digest: wheel.sha256, label: `Fetching ${wheel.file}` })
      return path
    }
    await copyFile(fileURLToPath(link), `${path}.part`)
    await rename(`${path}.part`, path)
  } catch {
    say(`Fetching ${wheel.file} by pip …`)
    await byPip(python, wheel, folder)
  }
  const digest = await fileDigest(path).catch(() => 'missing')
  if (digest === wheel.sha256) return path
  await rm(path, { force: true })
  throw new SetupFailure(
    `${wheel.file} is damaged: its SHA-256 is ${digest}, not ${wheel.sha256}. It was deleted; try again.`,
  )
}
