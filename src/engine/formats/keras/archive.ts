import { basename } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import { parseJson } from '@shared/json/parse'
import { checkValue } from '@shared/schema-fault'
import { z } from 'zod'
import { requireOpenable, weightsLimit } from '../../runtime/memory'
import { readHdf5 } from '../hdf5/read'
import { TOPOLOGY_LIMIT } from '../limits'
import { withFileSource } from '../zip/source'
import { ZipArchive } from '../zip/zip'
import { readGraph } from './from-keras/graph'
import { containedWeights, unusedWeights } from './stored'
import type { KerasFile } from './file'

export const CONFIG = 'config.json'
export const METADATA = 'metadata.json'
export const WEIGHTS = 'model.weights.h5'

const configSchema = z.looseObject({
  class_name: z.string().max(200),
  config: z.unknown(),
  compile_config: z.unknown().optional(),
})
const metadataSchema = z.object({
  keras_version: z.string().max(200).optional().catch(undefined),
  /** Our own description of the model. */
  convscope: z.unknown().optional(),
})

/** The layers in a `.keras` file, with its weights unless `weights` is false. */
export async function readArchive(path: string, weights: boolean): Promise<KerasFile> {
  const name = basename(path)
  return withFileSource(path, async (source) => {
    requireOpenable(source.size, name)
    const archive = await ZipArchive.open(source, weightsLimit() + 2 * TOPOLOGY_LIMIT)
    const config = checked(configSchema, await json(archive, CONFIG), name, CONFIG)
    const metadata = archive.entries.has(METADATA)
      ? checked(metadataSchema, await json(archive, METADATA), name, METADATA)
      : {}
    const { class_name, config: layers, compile_config: training } = config
    const model = readGraph({ class_name, config: layers, keras_version: metadata.keras_version })
    const file = { model, training, description: metadata.convscope }
    if (!weights) return { ...file, arrays: new Map() }
    const tree = await readHdf5({
      bytes: await archive.read(archive.find(WEIGHTS)),
      name: WEIGHTS,
      attributes: [],
      groups: ['layers', '_layer_checkpoint_dependencies', 'unused'],
      limit: weightsLimit(),
    })
    return { ...file, arrays: containedWeights(model, tree), unused: unusedWeights(tree) }
  })
}

async function json(archive: ZipArchive, name: string): Promise<unknown> {
  const entry = archive.find(name)
  if (entry.size > TOPOLOGY_LIMIT)
    throw new AppError(
      'too-large',
      phrase`${name} has ${entry.size} bytes; at most ${TOPOLOGY_LIMIT} are allowed.`,
      { bytes: entry.size, limit: TOPOLOGY_LIMIT },
    )
  const text = new TextDecoder().decode(await archive.read(entry))
  try {
    return parseJson(text)
  } catch (thrown) {
    throw new AppError('invalid-file', phrase`${name} is not JSON: ${AppError.from(thrown).words}`)
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown, file: string, part: string): T {
  const result = checkValue(schema, value)
  if (result.success) return result.data
  const [{ field, words }] = result.faults
  throw new AppError(
    'invalid-file',
    phrase`${file} is not a Keras model: ${part}: ${field}: ${words}`,
    { file },
  )
}
