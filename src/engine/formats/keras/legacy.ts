import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import { parseJson } from '@shared/json/parse'
import { checkValue } from '@shared/schema-fault'
import { requireOpenable, weightsLimit } from '../../runtime/memory'
import { readHdf5 } from '../hdf5/read'
import type { Hdf5Text } from '../hdf5/tree'
import { TOPOLOGY_LIMIT } from '../limits'
import type { KerasFile } from './file'
import { readGraph } from './from-keras/graph'
import { listedWeights } from './stored'
import { writtenModelSchema } from './written-model'

const MODEL = 'model_config'
const TRAINING = 'training_config'
const VERSION = 'keras_version'

/** The layers in an `.h5` file of Keras 2 or 3, with its weights unless `weights` is false. */
export async function readLegacy(path: string, weights: boolean): Promise<KerasFile> {
  const name = basename(path)
  requireOpenable((await stat(path)).size, name)
  const tree = await readHdf5({
    bytes: await readFile(path),
    name,
    attributes: [MODEL, TRAINING, VERSION, 'weight_names'],
    groups: weights ? ['model_weights'] : [],
    limit: weightsLimit(),
  })
  const texts = tree.attributes.get('')
  const config = texts?.get(MODEL)
  if (config === undefined)
    throw new AppError(
      'unsupported',
      phrase`${name} holds weights without the layers that they belong to. Save the whole model in Keras by model.save("model.keras"), not by save_weights.`,
      { file: name },
    )
  const version = texts?.get(VERSION)
  const value = {
    model_config: parsed(config, name),
    ...(typeof version === 'string' && { keras_version: version }),
  }
  const result = checkValue(writtenModelSchema, value)
  if (!result.success) {
    const [{ field, words }] = result.faults
    throw new AppError('invalid-file', phrase`${name} is not a Keras model: ${field}: ${words}`)
  }
  const model = readGraph(result.data)
  const training = texts?.get(TRAINING)
  return {
    model,
    training: training === undefined ? undefined : parsed(training, name),
    arrays: listedWeights(model, tree),
  }
}

function parsed(text: Hdf5Text, file: string): unknown {
  const whole = typeof text === 'string' ? text : text.join('')
  if (whole.length > TOPOLOGY_LIMIT)
    throw new AppError(
      'too-large',
      phrase`The layers of ${file} take ${whole.length} bytes; at most ${TOPOLOGY_LIMIT} are allowed.`,
      { bytes: whole.length, limit: TOPOLOGY_LIMIT },
    )
  try {
    return parseJson(whole)
  } catch (thrown) {
    throw new AppError(
      'invalid-file',
      phrase`The layers of ${file} are not JSON: ${AppError.from(thrown).words}`,
      { file },
    )
  }
}
