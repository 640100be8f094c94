import type { Tensor, Tensor4D } from '@tensorflow/tfjs'
import { extentOf } from '@shared/math/field/cells'
import { layerAt } from '@shared/model/resolve'
import type { UnitPlace } from '@shared/math/unit'
import type { Network } from '../layers/network'
import { tensorflow } from '../runtime/tensorflow'

/**
 * Whose gradient is computed: one unit, the mean of its channel, or the mean of all channels at its
 * place.
 */
export interface FieldTarget {
  readonly layer: string
  readonly unit: UnitPlace
  readonly of: 'unit' | 'channel' | 'place'
}

/**
 * Gradient 1 at the unit, 1 ÷ cells on its channel, or 1 ÷ channels at its place; 0 elsewhere. One
 * target for each picture of the batch.
 */
function seed(shape: readonly number[], targets: readonly Omit<FieldTarget, 'layer'>[]): Tensor {
  const [height, width, channels] = extentOf(shape.slice(1))
  const size = height * width * channels
  const data = new Float32Array(targets.length * size)
  targets.forEach(({ unit: [row, column, channel], of }, n) => {
    const place = n * size + (row * width + column) * channels
    if (of === 'unit') data[place + channel] = 1
    else if (of === 'place') data.fill(1 / channels, place, place + channels)
    else
      for (let cell = 0; cell < height * width; cell += 1)
        data[n * size + cell * channels + channel] = 1 / (height * width)
  })
  return tensorflow().tensor(data, [...shape])
}

/**
 * The gradient of units with respect to the network's input, back-propagated in inference mode.
 * @param x normalised inputs, [n, height, width, channels]
 * @param targets of one layer, one for each picture
 * @returns [n, height, width, channels]; the caller disposes of it
 */
export function inputGradient(
  network: Network,
  x: Tensor4D,
  layer: string,
  targets: readonly Omit<FieldTarget, 'layer'>[],
): Tensor4D {
  const tf = tensorflow()
  return tf.tidy(() => {
    const shape = layerAt(network.model, layer)?.outputShape ?? []
    const back = tf.grad((pictures) => network.outputOf(pictures as Tensor4D, layer))
    return back(x, seed([targets.length, ...shape], targets)) as Tensor4D
  })
}
