import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import { parseJson } from '@shared/json/parse'
import { resolveModel } from '@shared/model/resolve'
import { checkValue } from '@shared/schema-fault'
import { checkWeights } from '../check-weights'
import { TOPOLOGY_LIMIT, WEIGHTS_LIMIT } from '../limits'
import { metadataSchema, type Metadata } from '../metadata'
import type { ReadModel } from '../read-model'
import { SPEC_FILE, WEIGHTS_FILE } from './encode'
import { readNpz } from './npz'

/**
 * Reads a folder that `encodeNpz` filled.
 * @throws AppError `not-found`, `invalid-file`, `too-large`, `unsupported`, `invalid-model`.
 */
export async function readNpzModel(folder: string): Promise<ReadModel> {
  const metadata = await readNpzMetadata(folder)
  const weights = readNpz(await readLimited(folder, WEIGHTS_FILE, WEIGHTS_LIMIT))
  checkWeights(resolveModel(metadata.spec), weights)
  return { metadata, weights }
}

/** What such a folder says of its model, without the weights. */
export async function readNpzMetadata(folder: string): Promise<Metadata> {
  const text = await readLimited(folder, SPEC_FILE, TOPOLOGY_LIMIT)
  const result = checkValue(metadataSchema, parse(text.toString('utf8')))
  if (result.success) return result.data
  const [{ field, words }] = result.faults
  throw new AppError(
    'invalid-file',
    phrase`${SPEC_FILE} is not the description of an exported model: ${field}: ${words}`,
  )
}

async function readLimited(folder: string, name: string, limit: number): Promise<Buffer> {
  const file = join(folder, name)
  const { size } = await stat(file).catch(() => {
    throw new AppError(
      'not-found',
      phrase`${name} is missing: choose the folder of an exported npz model.`,
      { file },
    )
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
