import type { Tensor, Tensor1D } from '@tensorflow/tfjs'
import type { ProbeTarget } from '@shared/contract/probe'
import { AppError, phrase } from '@shared/errors'
import { extentOf } from '@shared/math/field/cells'
import { layerAt, type ResolvedModel } from '@shared/model/resolve'

/**
 * @throws AppError `not-found` for an unknown layer, `invalid-argument` for a unit outside the
 *   layer
 */
export function checkTarget(model: ResolvedModel, { layer, channel, place }: ProbeTarget): void {
  const shape = layerAt(model, layer)?.outputShape
  if (!shape)
    throw new AppError('not-found', phrase`The network has no layer "${layer}".`, { layer })
  const [height, width, channels] = extentOf(shape)
  if (channel >= channels || (place && (place[0] >= height || place[1] >= width))) {
    const size = shape.join('×')
    const fault = place
      ? phrase`Layer "${layer}" of ${size} has no unit ${place.join(', ')} in channel ${channel}.`
      : phrase`Layer "${layer}" of ${size} has no channel ${channel}.`
    throw new AppError('invalid-argument', fault, { layer, channel, place })
  }
}

/**
 * The target's value for each example of a batch: that of a map at one place, or the mean of the
 * map.
 * @param output the layer's output, [batch, height, width, channels] or [batch, units]
 */
export function valuesOf(output: Tensor, { channel, place }: ProbeTarget): Tensor1D {
  if (output.rank === 2) return output.slice([0, channel], [-1, 1]).reshape([-1])
  if (place) return output.slice([0, place[0], place[1], channel], [-1, 1, 1, 1]).reshape([-1])
  return output.slice([0, 0, 0, channel], [-1, -1, -1, 1]).mean<Tensor1D>([1, 2, 3])
}
