import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import { TOPOLOGY_LIMIT } from '../limits'
import type { Metadata } from '../metadata'
import type { Description } from '../own-description'
import type { ReadModel } from '../read-model'
import { MODEL_FILE } from './encode'
import { foreignModel } from '../keras/foreign-model'
import { fromKeras } from '../keras/from-keras'
import { readGraph, type KerasModel } from '../keras/from-keras/graph'
import { trainingLoss } from '../keras/from-keras/training-loss'
import { describeLayers, type OwnModel } from '../keras/own'
import { toKeras } from '../keras/to-keras'
import { parseModelJson, trainingIn, type ModelJson } from './model-json'
import { readOwn, readUnused } from './read-own'
import { readWeights } from './read-weights'
import { readTeachableMachine } from './teachable-machine'

/**
 * Reads a tfjs layers model: one exported here, or one by Keras's converter with layer kinds that
 * are known here.
 * @param path the folder, or its `model.json`
 * @throws AppError `not-found`, `invalid-file`, `unsupported` (naming layer and class),
 *   `too-large`, `invalid-model`.
 */
export async function readTfjsModel(path: string): Promise<ReadModel> {
  const { file, folder } = await locate(path)
  const json = parseModelJson(await readFile(file, 'utf8'))
  const keras = readGraph(json.modelTopology)
  const { own, doubt } = described(json, keras)
  const stored = await readWeights(folder, json.weightsManifest)
  if (own) return readOwn(own, stored, await readUnused(folder, json))
  const read = fromKeras(keras, stored, trainingLoss(trainingIn(json)))
  return foreignModel(read, await readTeachableMachine(folder), doubt)
}

const described = (json: ModelJson, keras: KerasModel): Description<OwnModel> =>
  describeLayers(json.userDefinedMetadata?.convscope, keras, {
    file: MODEL_FILE,
    exported: (model) => toKeras(model),
  })

/**
 * The description in a `model.json`, without reading its weights; `undefined` if there is none
 * apart from the layers.
 */
export async function readTfjsMetadata(path: string): Promise<Metadata | undefined> {
  const { file } = await locate(path)
  const json = parseModelJson(await readFile(file, 'utf8'))
  return described(json, readGraph(json.modelTopology)).own?.metadata
}

async function locate(path: string): Promise<{ file: string; folder: string }> {
  const info = await stat(path).catch(() => {
    throw new AppError('not-found', phrase`There is no model at ${path}.`, { path })
  })
  const file = info.isDirectory() ? join(path, MODEL_FILE) : path
  const { size } = await stat(file).catch(() => {
    throw new AppError(
      'not-found',
      phrase`The folder ${basename(path)} holds no ${MODEL_FILE}: choose the folder of an exported tfjs model.`,
      { path },
    )
  })
  if (size > TOPOLOGY_LIMIT)
    throw new AppError(
      'too-large',
      phrase`${basename(file)} has ${size} bytes; a model.json has at most ${TOPOLOGY_LIMIT}.`,
      { bytes: size, limit: TOPOLOGY_LIMIT },
    )
  return { file, folder: dirname(await realpath(file)) }
}
