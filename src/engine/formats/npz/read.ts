import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import { parseJson } from '@shared/json/parse'
import { weightBytes } from '@shared/model/memory'
import { resolveModel } from '@shared/model/resolve'
import type { NamedArrays } from '@shared/model/weights'
import { checkValue } from '@shared/schema-fault'
import { checkWeights } from '../check-weights'
import { systemCode } from '../../runtime/faults'
import { requireOpenable } from '../../runtime/memory'
import { TOPOLOGY_LIMIT } from '../limits'
import { checkMetadata, metadataSchema, notMetadata, type Metadata } from '../metadata'
import type { ReadModel } from '../read-model'
import { SPEC_FILE, WEIGHTS_FILE } from './encode'
import { readNpz } from './npz'
import { withFileSource } from '../zip/source'

/**
 * Reads a folder that `encodeNpz` filled.
 * @throws AppError `not-found`, `invalid-file`, `too-large`, `unsupported`, `invalid-model`.
 */
export async function readNpzModel(folder: string): Promise<ReadModel> {
  const metadata = await readNpzMetadata(folder)
  const model = resolveModel(metadata.spec)
  requireOpenable(weightBytes(model), `"${metadata.title ?? metadata.spec.name}"`)
  const weights = await readArrays(join(folder, WEIGHTS_FILE))
  checkWeights(model, weights)
  return { metadata, weights }
}

/** The description of the model in such a folder, without the weights. */
export async function readNpzMetadata(folder: string): Promise<Metadata> {
  const text = await readLimited(folder, SPEC_FILE, TOPOLOGY_LIMIT)
  const result = checkValue(metadataSchema, parse(text.toString('utf8')))
  if (!result.success) throw notMetadata(SPEC_FILE, result.faults[0])
  return checkMetadata(result.data, SPEC_FILE)
}

const missing = (file: string): AppError =>
  new AppError(
    'not-found',
    phrase`${basename(file)} is missing: choose the folder of an exported npz model.`,
    { file },
  )

/**
 * The limit is for the unpacked arrays, so that they are no larger than a model that can be opened.
 */
async function readArrays(file: string): Promise<NamedArrays> {
  try {
    return await withFileSource(file, (source) => readNpz(source))
  } catch (thrown) {
    throw systemCode(thrown) === 'ENOENT' ? missing(file) : thrown
  }
}

async function readLimited(folder: string, name: string, limit: number): Promise<Buffer> {
  const file = join(folder, name)
  const { size } = await stat(file).catch(() => {
    throw missing(file)
  })
  if (size > limit)
    throw new AppError(
      'too-large',
      phrase`${name} has ${size} bytes; at most ${limit} are allowed.`,
      { bytes: size, limit },
    )
  return readFile(file)
}

function parse(text: string): unknown {
  try {
    return parseJson(text)
  } catch (thrown) {
    throw new AppError(
      'invalid-file',
      phrase`${SPEC_FILE} is not JSON: ${AppError.from(thrown).words}`,
    )
  }
}
