import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { namesNeeded } from '@shared/model/output/meaning'
import { resolveModel } from '@shared/model/resolve'
import { isZip, lookAt, type Look } from '../look'
import type { Metadata } from '../metadata'
import { numberedClasses, type ReadModel } from '../read-model'
import { readArchive, WEIGHTS } from './archive'
import type { KerasFile } from './file'
import { fromKeras } from './from-keras'
import { trainingLoss } from './from-keras/training-loss'
import { readLegacy } from './legacy'
import { MODEL_FILE } from './encode'
import { describeKeras } from './own'
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
  const { own, doubt } = describeKeras(file)
  if (own) return readOwn(own, file.arrays, file.unused ?? new Map())
  const { model, arrays, training } = file
  const { spec, weights, meaning, notes: left } = fromKeras(model, arrays, trainingLoss(training))
  const notes = [...left, ...(doubt ? [doubt] : [])]
  const names = namesNeeded(meaning, resolveModel(spec).classes)
  return {
    metadata: { spec, classes: numberedClasses(names), meaning, invert: false },
    weights,
    unknown: names > 0 ? ['preprocessing', 'classes'] : ['preprocessing'],
    ...(notes.length > 0 && { notes }),
  }
}

/** The description in a file of ours; undefined for a model that has none. */
export async function readKerasMetadata(path: string): Promise<Metadata | undefined> {
  return describeKeras(await fileAt(path, false)).own?.metadata
}
