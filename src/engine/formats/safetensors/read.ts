import { stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import { pytorch } from '@shared/formats/pytorch'
import { parseJson } from '@shared/json/parse'
import { weightBytes } from '@shared/model/memory'
import { resolveModel } from '@shared/model/resolve'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import { checkValue } from '@shared/schema-fault'
import { checkWeights } from '../check-weights'
import { requireOpenable } from '../../runtime/memory'
import { systemCode } from '../../runtime/faults'
import { checkMetadata, metadataSchema, notMetadata, type Metadata } from '../metadata'
import { readNpzMetadata } from '../npz/read'
import { fromState } from '../pytorch/state'
import type { ReadModel } from '../read-model'
import { weightsInOrder } from '../stored-weight'
import { withFileSource, type ByteSource } from '../zip/source'
import { DESCRIPTION_KEY, LAYOUT_KEY, MODEL_FILE } from './encode'
import { readArray, readHeader, type Header } from './file'

/**
 * Reads a safetensors or PyTorch export of ours, or arrays that have a `spec.json` next to them.
 * @param path the folder, or the `.safetensors` file
 * @throws AppError `not-found`, `invalid-file`, `too-large`, `invalid-model`, `unsupported` for
 *   arrays without a network
 */
export async function readSafetensorsModel(path: string): Promise<ReadModel> {
  return withModelFile(path, async (file, source) => {
    const header = await readHeader(source)
    const metadata = await describe(file, header)
    const model = resolveModel(metadata.spec)
    requireOpenable(weightBytes(model), `"${metadata.title ?? metadata.spec.name}"`)
    const arrays = await readArrays(source, header)
    const isState = header.texts[LAYOUT_KEY] === pytorch.id
    const weights = isState ? fromState(model, arrays) : weightsInOrder(model, arrays)
    checkWeights(model, weights)
    return { metadata, weights }
  })
}

/** The description in such a file. @throws AppError as {@link readSafetensorsModel} */
export const readSafetensorsMetadata = (path: string): Promise<Metadata> =>
  withModelFile(path, async (file, source) => describe(file, await readHeader(source)))

async function readArrays(source: ByteSource, header: Header): Promise<NamedArrays> {
  const arrays = new Map<string, NamedArray>()
  for (const [name, place] of header.places)
    arrays.set(name, await readArray(source, header, place))
  return arrays
}

/** The description in the file, or the `spec.json` that someone has put next to other arrays. */
async function describe(file: string, { texts }: Header): Promise<Metadata> {
  const text = texts[DESCRIPTION_KEY]
  if (text !== undefined) return described(basename(file), text)
  return readNpzMetadata(dirname(file)).catch((thrown: unknown) => {
    if (AppError.from(thrown).code !== 'not-found') throw thrown
    throw new AppError(
      'unsupported',
      phrase`${basename(file)} is a safetensors file without the network that its arrays belong to. Put a spec.json next to it: export any model here as npz to see how that is written, and what the arrays are called.`,
      { file },
    )
  })
}

function described(file: string, text: string): Metadata {
  const result = checkValue(metadataSchema, parseJson(text))
  if (!result.success) throw notMetadata(file, result.faults[0])
  return checkMetadata(result.data, file)
}

async function withModelFile<T>(
  path: string,
  use: (file: string, source: ByteSource) => Promise<T>,
): Promise<T> {
  const info = await stat(path).catch(() => undefined)
  const file = info?.isDirectory() ? join(path, MODEL_FILE) : path
  try {
    return await withFileSource(file, (source) => use(file, source))
  } catch (thrown) {
    if (systemCode(thrown) !== 'ENOENT') throw thrown
    throw new AppError(
      'not-found',
      phrase`${basename(file)} is missing: choose the folder of an exported model.`,
      { file },
    )
  }
}
