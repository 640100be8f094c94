import { stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import { elements, type Shape } from '@shared/layers/definition'
import type { NamedArray } from '@shared/model/weights'
import { readSavedModel, type NodeProto } from '../../graph'
import { gigabytes, LARGEST_ARRAY, requireOpenable } from '../../runtime/memory'
import { savedModelAdvice } from '../foreign'
import type { Metadata } from '../metadata'
import type { ReadModel } from '../read-model'
import { readPart, withFileSource } from '../zip/source'
import { DESCRIPTION_KEY, MODEL_FILE } from './encode'
import { weightName } from './graph'
import { describeSavedModel, type OwnGraph } from './own'

const damaged = (file: string): AppError =>
  new AppError(
    'invalid-file',
    phrase`${basename(file)} is not a SavedModel, or it is damaged. Export it again.`,
    { file },
  )

async function messageIn(path: string) {
  const info = await stat(path).catch(() => undefined)
  const file = info?.isDirectory() ? join(path, MODEL_FILE) : path
  const bytes = await withFileSource(file, async (source) => {
    if (source.size > LARGEST_ARRAY)
      throw new AppError(
        'too-large',
        phrase`${basename(file)} has ${gigabytes(source.size)}; a SavedModel's graph has at most ${gigabytes(LARGEST_ARRAY)}.`,
        { file },
      )
    requireOpenable(source.size, basename(file))
    return readPart(source, 0, source.size)
  })
  try {
    return { file, ...readSavedModel(bytes) }
  } catch {
    // What the library says of it are offsets and wire types.
    throw damaged(file)
  }
}

/** The export of ours in a SavedModel. @throws AppError `unsupported` for one of another program */
async function ownIn(path: string): Promise<OwnGraph & { readonly file: string }> {
  const { file, nodes, texts } = await messageIn(path)
  if (nodes.length === 0) throw damaged(file)
  const { own, doubt } = describeSavedModel(nodes, texts.get(DESCRIPTION_KEY))
  if (own) return { ...own, file }
  const refusal = savedModelAdvice(basename(dirname(file)))
  throw new AppError('unsupported', doubt ? phrase`${refusal} ${doubt}` : refusal, { file })
}

/** An array as a file has it. */
interface Held {
  readonly tensorShape: { readonly dim?: readonly { readonly size?: number }[] }
  readonly tensorContent?: Uint8Array
}

/** The numbers of a node that holds an array of ours. */
function numbersOf(node: NodeProto | undefined, shape: Shape, file: string): NamedArray {
  // What is empty is left out of a message.
  const tensor: Partial<Held> = node?.attr['value']?.tensor ?? {}
  const dims = (tensor.tensorShape?.dim ?? []).map(({ size = 0 }) => size)
  const bytes = tensor.tensorContent
  if (!bytes || dims.join() !== shape.join() || bytes.byteLength !== 4 * elements(shape))
    throw new AppError(
      'invalid-file',
      phrase`The array "${node?.name ?? ''}" of ${basename(file)} has another length than its shape.`,
      { file },
    )
  return { shape, data: new Float32Array(bytes.slice().buffer) }
}

/**
 * Reads a SavedModel that was exported here; it comes back bit for bit. Graphs of other programs have
 * no layers to inspect.
 * @param path the folder, or its `saved_model.pb`
 * @throws AppError `invalid-file`, `too-large`, `unsupported` with the way that works
 */
export async function readSavedmodelModel(path: string): Promise<ReadModel> {
  const { metadata, model, held, file } = await ownIn(path)
  const arrays = model.layers.flatMap(({ layer, weights }) =>
    weights.map(({ name, shape }): [string, NamedArray] => {
      const id = weightName(layer.id, name)
      return [id, numbersOf(held.get(id), shape, file)]
    }),
  )
  return { metadata, weights: new Map(arrays) }
}

/** The description in such a folder. @throws AppError as {@link readSavedmodelModel} */
export const readSavedmodelMetadata = async (path: string): Promise<Metadata> =>
  (await ownIn(path)).metadata
