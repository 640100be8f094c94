import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isZip, lookAt, type Look } from '../look'
import type { Metadata } from '../metadata'
import type { Description } from '../own-description'
import type { ReadModel } from '../read-model'
import { readArchive, WEIGHTS } from './archive'
import type { KerasFile } from './file'
import { foreignModel } from './foreign-model'
import { fromKeras } from './from-keras'
import { trainingLoss } from './from-keras/training-loss'
import { readLegacy } from './legacy'
import { kerasGraph, MODEL_FILE } from './encode'
import { describeLayers, type OwnModel } from './own'
import { readOwn } from '../tfjs/read-own'

const isHdf5 = ({ start }: Look): boolean => start.startsWith('\u0089HDF\r\n')

/** Whether a file is one of Keras's: a `.keras`, or an `.h5` of Keras 2 or 3. */
export const isKeras = (look: Look): boolean =>
  isHdf5(look) || (isZip(look) && look.end.includes(WEIGHTS))

async function fileAt(path: string, weights: boolean): Promise<KerasFile> {
  const info = await stat(path)
  const file = info.isDirectory() ? join(path, MODEL_FILE) : path
  return isHdf5(await lookAt(file)) ? readLegacy(file, weights) : readArchive(file, weights)
}

/**
 * Reads a model that Keras saved: a `.keras` file, or an `.h5` file of Keras 2 or 3. No code in it
 * is run.
 * @param path the file, or the folder of an export
 * @throws AppError `invalid-file`, `too-large`, `unsupported` naming every layer that can't be
 *   taken over
 */
export async function readKerasModel(path: string): Promise<ReadModel> {
  const file = await fileAt(path, true)
  const { own, doubt } = described(file)
  if (own) return readOwn(own, file.arrays, file.unused ?? new Map())
  const { model, arrays, training } = file
  return foreignModel(fromKeras(model, arrays, trainingLoss(training)), undefined, doubt)
}

const described = ({ model, description }: KerasFile): Description<OwnModel> =>
  describeLayers(description, model, {
    file: MODEL_FILE,
    exported: kerasGraph,
  })

/** The description in a file of ours; undefined for a model that has none. */
export async function readKerasMetadata(path: string): Promise<Metadata | undefined> {
  return described(await fileAt(path, false)).own?.metadata
}
