import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { ModelAnswers } from '@shared/contract/models'
import { AppError, phrase } from '@shared/errors'
import { RUN_FILE } from '@shared/formats'
import { CERTIFICATE_FILE, DESCRIPTION_FILE } from '@shared/formats/certificate'
import { parseJson } from '@shared/json/parse'
import { TOPOLOGY_LIMIT } from '../formats/limits'
import { FILE_READERS, READERS, TFJS, type Reader } from '../formats'
import { refuseForeign, refuseForeignFolder } from '../formats/foreign'
import { lookAt } from '../formats/look'
import { answered, type AnsweredModel } from '../formats/answers'
import type { ReadModel } from '../formats/read-model'
import { metadataOf, withoutExtras, type Metadata } from '../formats/metadata'
import type { LoadedModel } from './loaded-model'
import { loadRun } from './sources/runs'

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (info) => info.isFile(),
    () => false,
  )

/** How a model is read, and the name of its format. */
interface NamedReader extends Reader {
  readonly id: string
}

/** A format of a model's folder, recognised by a file in it. */
interface Form extends NamedReader {
  readonly marks: readonly string[]
  readonly files?: RegExp
}

const RUN: Form = {
  id: 'run',
  marks: [RUN_FILE],
  read: async (folder) => asReadModel(await loadRun(folder)),
  readMetadata: async (folder) => (await RUN.read(folder)).metadata,
}
const FORMS: readonly Form[] = [RUN, ...READERS]

const asReadModel = (loaded: LoadedModel): ReadModel => ({
  metadata: metadataOf(loaded),
  weights: loaded.weights,
})

interface Found {
  readonly form: NamedReader
  readonly path: string
}

/**
 * The format of the folder of a run or of a model, or of a file that marks one or is one, with the
 * path from which it is read.
 * @throws AppError `not-found`
 */
async function formOf(path: string): Promise<Found> {
  for (const form of FORMS) {
    for (const mark of form.marks) if (await isFile(join(path, mark))) return { form, path }
  }
  if (await isFile(path)) return formOfFile(path)
  const names = await readdir(path).catch((): string[] => [])
  for (const form of FORMS) {
    const [model, second] = names.filter((name) => form.files?.test(name))
    if (model !== undefined && second === undefined) return { form, path: join(path, model) }
  }
  await refuseForeignFolder(path)
  throw new AppError(
    'not-found',
    phrase`There is no model at ${path}: choose a model.json, or the folder of a run or an exported model.`,
    { path },
  )
}

/**
 * A file that marks a folder means the folder; other files are known by the end of their names or by
 * what they hold. Any other JSON may be a tfjs model with another name.
 */
async function formOfFile(path: string): Promise<Found> {
  if ([CERTIFICATE_FILE, DESCRIPTION_FILE].includes(basename(path))) return formOf(dirname(path))
  const form = FORMS.find(({ marks }) => marks.includes(basename(path)))
  if (form) return { form, path: dirname(path) }
  const single = FORMS.find(({ files }) => files?.test(path))
  if (single) return { form: single, path }
  const look = await lookAt(path)
  const whole = FILE_READERS.find(({ is }) => is(look))
  if (whole) return { form: whole, path }
  await refuseForeign(path)
  return { form: { id: 'tfjs', ...TFJS }, path }
}

/** A model as its files have it, and their format. */
export interface FoundModel extends ReadModel {
  readonly format: string
}

/**
 * Reads a model from the folder of a run, from a file or folder of any format that can be read, or
 * from the file that marks one.
 * @throws AppError `not-found`, `invalid-file`, `unsupported` …
 */
export async function readModelFolder(path: string): Promise<FoundModel> {
  const { form, path: place } = await formOf(path)
  const read = await form.read(place)
  return { ...read, metadata: withoutExtras(read.metadata), format: form.id }
}

/**
 * The same as it will be used: what its files don't say is guessed where the user doesn't say it.
 * @throws AppError as {@link readModelFolder}, `invalid-argument` for answers that don't suit it
 */
export async function readAnswered(
  path: string,
  answers: ModelAnswers = {},
): Promise<AnsweredModel & { readonly format: string }> {
  const found = await readModelFolder(path)
  return { ...answered(found, found.format, answers), format: found.format }
}

/**
 * The description of the model in such a folder or file. The weights are read only if there is no
 * description.
 * @throws AppError as {@link readModelFolder}
 */
export async function readModelMetadata(path: string): Promise<Metadata> {
  const { form, path: place } = await formOf(path)
  return (await form.readMetadata(place)) ?? answered(await form.read(place), form.id, {}).metadata
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
