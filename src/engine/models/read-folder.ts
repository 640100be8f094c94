import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import { RUN_FILE } from '@shared/formats'
import { parseJson } from '@shared/json/parse'
import { TOPOLOGY_LIMIT } from '../formats/limits'
import { READERS } from '../formats'
import { refuseForeign, refuseForeignFolder } from '../formats/foreign'
import type { ReadModel } from '../formats/read-model'
import { readTfjsModel } from '../formats/tfjs/read'
import { metadataOf } from '../formats/metadata'
import type { LoadedModel } from './loaded-model'
import { loadRun } from './sources/runs'

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (info) => info.isFile(),
    () => false,
  )

/** The forms of a model's folder, each told by a file in it. */
const FORMS: typeof READERS = [
  { marks: [RUN_FILE], read: async (folder) => asReadModel(await loadRun(folder)) },
  ...READERS,
]

const asReadModel = (loaded: LoadedModel): ReadModel => ({
  metadata: metadataOf(loaded),
  weights: loaded.weights,
})

/**
 * Reads a model from the folder of a run, a tfjs or Keras model or an npz export, or from the file
 * that marks one.
 * @throws AppError `not-found`, `invalid-file`, `unsupported` …
 */
export async function readModelFolder(path: string): Promise<ReadModel> {
  for (const { marks, read } of FORMS) {
    for (const mark of marks) if (await isFile(join(path, mark))) return read(path)
  }
  if (await isFile(path)) return readMarked(path)
  await refuseForeignFolder(path)
  throw new AppError(
    'not-found',
    phrase`There is no model at ${path}: name a model.json or the folder of a run or an exported model.`,
    { path },
  )
}

/** A file that marks a folder stands for it; any other JSON may be a tfjs model of another name. */
async function readMarked(path: string): Promise<ReadModel> {
  const form = FORMS.find(({ marks }) => marks.includes(basename(path)))
  if (form) return form.read(dirname(path))
  await refuseForeign(path)
  return readTfjsModel(path)
}

/**
 * The JSON of a file of at most a few megabytes. @throws AppError `too-large`, `invalid-file`,
 * `not-found`.
 */
export async function readJson(path: string): Promise<unknown> {
  const { size } = await stat(path).catch(() => {
    throw new AppError('not-found', phrase`There is no file ${path}.`, { path })
  })
  if (size > TOPOLOGY_LIMIT)
    throw new AppError(
      'too-large',
      phrase`${path} has ${size} bytes; a model's description has at most ${TOPOLOGY_LIMIT}.`,
      { bytes: size },
    )
  try {
    return parseJson(await readFile(path, 'utf8'))
  } catch (thrown) {
    throw new AppError(
      'invalid-file',
      phrase`${path} is not JSON: ${AppError.from(thrown).words}`,
      { path },
    )
  }
}
