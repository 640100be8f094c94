import { rm, stat, statfs } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import type { ProvisionVariant } from '@shared/contract/provision'
import {
  fileDigest,
  spaceOf,
  TENSORFLOW_VERSION,
  unpackLibtensorflow,
  type Wheel,
  wheelsOf,
  writeJson,
} from '../../libtensorflow/index.mjs'
import { stageOf } from '../datasets/progress'
import { download, forget } from '../datasets/sources/download'
import { asFault, checkCancelled } from '../runtime/faults'
import { layBinding, shipped, type Shipped } from '../runtime/installed'
import { makeFolder } from '../runtime/make-folder'
import type { Work } from '../work/work'
import { wheelLink } from './package-index'
import { ownIndex } from './pip-settings'
import { currentFile, libraryFolder, tensorflowFolder } from './plan'
import { proveBinding } from './prove'

/** No wheel of these is longer; the largest holds cuDNN. */
const LONGEST_WHEEL = 2e9

export interface Bringing {
  readonly variant: ProvisionVariant
  /** Where the library goes; the cache's folder where it isn't given. */
  readonly folder?: string
  /** Wheels that the user has as files; none is fetched then. */
  readonly files?: readonly string[]
}

/** @throws AppError `unsupported` in a checkout, whose set-up brings TensorFlow */
function mustBeInstalled(): Shipped {
  const found = shipped()
  if (found) return found
  throw new AppError(
    'unsupported',
    phrase`This is a checkout, not an installed app: run \`npm run setup\` in the project.`,
  )
}

async function mustHaveSpace(folder: string, variant: ProvisionVariant): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize >= spaceOf(variant)) return
  const [free, needed] = [bavail * bsize, spaceOf(variant)].map((n) => (n / 1e9).toFixed(1))
  throw new AppError(
    'no-space',
    phrase`${folder} has ${free ?? ''} GB free; TensorFlow needs ${needed ?? ''} GB. Free some space, or choose another folder.`,
  )
}

async function verify(wheel: Wheel, path: string, work: Work): Promise<void> {
  stageOf(work, 'verify', 'bytes', 0)(0)
  const digest = await fileDigest(path)
  checkCancelled(work.signal)
  if (digest !== wheel.sha256)
    throw new AppError(
      'corrupt',
      phrase`${wheel.file} is damaged: its SHA-256 is ${digest}, not ${wheel.sha256}. Get it again.`,
    )
}

/** Fetches a wheel, going on where an interrupted attempt ended. */
async function fetchWheel(wheel: Wheel, store: string, index: string, work: Work): Promise<string> {
  const path = join(store, wheel.file)
  const isThere = await stat(path).then(
    () => true,
    () => false,
  )
  if (!isThere) {
    stageOf(work, 'search', 'files', 0)(0)
    const link = await wheelLink(index, wheel, work.signal)
    await download(link, path, wheel.bytes || LONGEST_WHEEL, work)
  }
  try {
    await verify(wheel, path, work)
  } catch (error) {
    // A wrong file can never become right by going on.
    if (error instanceof AppError && error.code === 'corrupt') await forget(path)
    throw error
  }
  return path
}

/** The chosen files in the order of the wheels. @throws AppError `invalid-file` naming the missing */
async function chosenWheels(
  wheels: readonly Wheel[],
  files: readonly string[],
  work: Work,
): Promise<string[]> {
  const missing = wheels.filter(({ file }) => !files.some((path) => basename(path) === file))
  if (missing.length > 0)
    throw new AppError(
      'invalid-file',
      phrase`These wheels are needed and were not among the chosen files: ${missing.map(({ file }) => file).join(', ')}`,
    )
  const paths = wheels.map(({ file }) => files.find((path) => basename(path) === file) ?? file)
  for (const [at, wheel] of wheels.entries()) await verify(wheel, paths[at] ?? '', work)
  return paths
}

/**
 * Brings libtensorflow to an installed app: fetches its wheels from PyPI or takes the user's files,
 * checks them, unpacks the libraries, lays the app's binding beside them, and loads that once. When
 * `work` is cancelled, what was fetched stays, and the next call goes on from there.
 * @throws AppError `network`, `corrupt`, `no-space`, `invalid-file`, `engine-unavailable`,
 *   `cancelled`
 */
export async function bringTensorFlow(bringing: Bringing, work: Work): Promise<void> {
  const { variant, folder = tensorflowFolder(), files } = bringing
  const app = mustBeInstalled()
  const wheels = wheelsOf(variant)
  if (!wheels)
    throw new AppError(
      'unsupported',
      phrase`There is no TensorFlow (${variant}) for this computer.`,
    )
  const store = join(folder, 'wheels')
  try {
    await makeFolder(folder)
    await mustHaveSpace(folder, variant)
    const paths: string[] = []
    if (files) paths.push(...(await chosenWheels(wheels, files, work)))
    else {
      const index = (await ownIndex()) ?? app.index
      for (const wheel of wheels) paths.push(await fetchWheel(wheel, store, index, work))
    }
    const target = libraryFolder(folder, variant)
    await unpackLibtensorflow(wheels, paths, target, (_, total) => {
      const report = stageOf(work, 'unpack', 'bytes', total)
      let done = 0
      return { add: (bytes) => report((done += bytes)), end: () => {}, signal: work.signal }
    })
    const binding = layBinding(app, join(target, 'tensorflow'))
    await proveBinding(binding, variant)
    checkCancelled(work.signal)
    await writeJson(currentFile(), { variant, version: TENSORFLOW_VERSION, binding })
    await rm(store, { recursive: true, force: true })
  } catch (error) {
    throw asFault(error, phrase`set TensorFlow up in ${folder}`)
  }
}
