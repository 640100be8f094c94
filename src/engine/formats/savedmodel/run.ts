import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { elements } from '@shared/layers/definition'
import type { ResolvedModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import { DataType, TAG } from '../../graph'
import { backend } from '../../runtime/tensorflow'

/** Examples that are computed at a time. */
const BATCH = 4

/**
 * Runs the graph of a SavedModel by TensorFlow itself, which knows nothing of our description.
 * @param path the folder, or its `saved_model.pb`
 * @param inputs [examples, height, width, channels], normalised
 * @returns the network's outputs, example by example
 */
export async function runSavedmodel(
  path: string,
  { inputShape, layers }: ResolvedModel,
  inputs: Float32Array,
): Promise<Float32Array> {
  const isFolder = (await stat(path)).isDirectory()
  const { binding } = backend()
  const graph = binding.loadSavedModel(isFolder ? path : dirname(path), TAG)
  const size = elements(inputShape)
  const output = layers.at(-1)?.layer.id ?? INPUT_ID
  const found: Float32Array[] = []
  try {
    for (let at = 0; at < inputs.length; at += BATCH * size) {
      const part = inputs.slice(at, at + BATCH * size)
      const shape = [part.length / size, ...inputShape]
      const input = binding.createTensor(shape, DataType.float32, part)
      const made = binding.runSavedModel(graph, [input], `${INPUT_ID}:0`, `${output}:0`)
      for (const { id } of made) found.push(binding.tensorDataSync(id) as Float32Array)
      for (const id of [input, ...made.map((tensor) => tensor.id)]) binding.deleteTensor(id)
    }
  } finally {
    binding.deleteSavedModel(graph)
  }
  const all = new Float32Array(found.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of found) {
    all.set(part, at)
    at += part.length
  }
  return all
}
