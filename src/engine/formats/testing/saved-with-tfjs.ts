import * as tf from '@tensorflow/tfjs'
import { elements } from '@shared/layers/definition'
import { resolveModel } from '@shared/model/resolve'
import { readTfjsModel } from '../tfjs/read'
import { pseudoRandom } from './arbitrary-model'
import { folderOf } from './folders'
import { saveWithTfjs } from './load-with-tfjs'
import { referenceForward } from './reference'

const SHAPE = [4, 5, 3]

/** The largest difference between tfjs's own answer and that of the model as it was read. */
export async function differenceOf(model: tf.LayersModel): Promise<number> {
  const shape = (model.inputs[0]?.shape ?? []).slice(1) as number[]
  const input = pseudoRandom(elements(shape), 2)
  const expected = tf.tidy(() =>
    (model.predict(tf.tensor(input, [1, ...shape])) as tf.Tensor).dataSync(),
  )
  const { metadata, weights } = await readTfjsModel(folderOf(await saveWithTfjs(model)))
  const read = resolveModel(metadata.spec)
  const last = read.layers.at(-1)?.layer.id ?? ''
  const found = referenceForward(read, weights, input).get(last)?.data ?? new Float64Array()
  if (found.length !== expected.length) return Infinity
  return Math.max(...found.map((value, i) => Math.abs(value - (expected[i] ?? NaN))))
}

/** Of some layers one after the other on a map of 4×5×3, with a flatten behind them. */
export const difference = (layers: tf.layers.Layer[]): Promise<number> =>
  differenceOf(
    tf.sequential({
      layers: [tf.layers.inputLayer({ inputShape: SHAPE }), ...layers, tf.layers.flatten()],
    }),
  )
