import { AppError, phrase } from '@shared/errors'
import { savedmodel } from '@shared/formats/savedmodel'
import { resolveModel } from '@shared/model/resolve'
import type { NamedArrays } from '@shared/model/weights'
import { encodeSavedModel, GRAPH_VERSION } from '../../graph'
import { gigabytes } from '../../runtime/memory'
import type { Metadata } from '../metadata'
import { storedNumbers } from '../stored-weight'
import { networkGraph } from './graph'

export const [MODEL_FILE] = savedmodel.marks
/** The name under which servers and `tf.saved_model.load` find the network. */
const SIGNATURE = 'serving_default'
/** The key of our own description among the texts beside the graph. */
export const DESCRIPTION_KEY = 'convscope'
/** A message of protocol buffers has fewer than 2 GiB; the rest is room for what is no weight. */
const LARGEST = 2 ** 31 - 64 * 1024 * 1024

/**
 * A network as a TensorFlow SavedModel: `saved_model.pb` with its graph, whose weights are constants,
 * and the signature `serving_default`. Its input is [batch, height, width, channels], normalised, or
 * pixels from 0 to 255 with the preprocessing among the extras; the batch has any length.
 * @throws AppError `too-large` for weights of 2 GiB and more, `invalid-model` naming the layer whose
 *   weights are missing
 */
export function encodeSavedmodel(
  metadata: Metadata,
  weights: NamedArrays,
): ReadonlyMap<string, Uint8Array> {
  requireOneMessage(metadata)
  const { nodes, signature } = networkGraph(metadata, (layer, weight, shape) =>
    storedNumbers(weights, layer, { source: weight, shape }),
  )
  const bytes = encodeSavedModel(nodes, GRAPH_VERSION, {
    signatures: { [SIGNATURE]: signature },
    texts: { [DESCRIPTION_KEY]: JSON.stringify(metadata) },
  })
  return new Map([[MODEL_FILE, bytes]])
}

function requireOneMessage({ spec }: Metadata): void {
  const bytes = resolveModel(spec)
    .layers.flatMap(({ weights }) => weights)
    .reduce((sum, { shape }) => sum + 4 * shape.reduce((size, n) => size * n, 1), 0)
  if (bytes <= LARGEST) return
  throw new AppError(
    'too-large',
    phrase`The weights have ${gigabytes(bytes)}; the graph of a SavedModel holds at most ${gigabytes(LARGEST)}. Export the model as onnx or safetensors.`,
    { bytes, limit: LARGEST },
  )
}
