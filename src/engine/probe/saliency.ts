import type { Attribution, AttributionMethod } from '@shared/contract/probe'
import { normals } from '@shared/math/picture/noise'
import { uniforms } from '../runtime/random'
import { checkCancelled } from '../runtime/faults'
import { nextTurn } from '../work/work'
import type { Prober } from './prober'

const SLICE = 16

type Values = (gradient: number, input: number) => number

/**
 * One number per pixel, from its channels: the sum for shares of the value, or the one of largest
 * magnitude for slopes.
 */
function perPixel(
  gradients: Float32Array,
  picture: Float32Array,
  [height = 1, width = 1, channels = 1]: readonly number[],
  value: Values,
  add: boolean,
): Attribution['map'] {
  const data = new Float32Array(height * width)
  for (let pixel = 0; pixel < data.length; pixel++) {
    let result = 0
    for (let channel = 0; channel < channels; channel++) {
      const at = pixel * channels + channel
      const each = value(gradients[at] ?? 0, picture[at] ?? 0)
      if (add) result += each
      else if (Math.abs(each) > Math.abs(result)) result = each
    }
    data[pixel] = result
  }
  return { shape: [height, width, 1], data }
}

/**
 * The target's gradient with respect to the picture (Simonyan et al., "Deep Inside Convolutional
 * Networks", 2013), as it is or multiplied by the picture.
 */
export function gradient(prober: Prober, picture: Float32Array, timesInput: boolean): Attribution {
  const { values, gradients } = prober.valuesAndGradients(picture)
  const value: Values = timesInput ? (slope, input) => slope * input : (slope) => slope
  return {
    value: values[0] ?? NaN,
    map: perPixel(gradients, picture, prober.loaded.model.inputShape, value, timesInput),
  }
}

/**
 * The mean gradient of noisy copies (Smilkov et al., "SmoothGrad", 2017). Copies are not clipped to
 * 0…1, because clipping would shift their mean.
 * @throws AppError `cancelled`
 */
export async function smoothGrad(
  prober: Prober,
  picture: Float32Array,
  { samples, deviation, seed }: Extract<AttributionMethod, { kind: 'smoothGrad' }>,
  signal?: AbortSignal,
): Promise<Attribution> {
  const normal = normals(uniforms(seed, 'noise'))
  const size = picture.length
  const sum = new Float64Array(size)
  for (let done = 0; done < samples; done += SLICE) {
    checkCancelled(signal)
    const count = Math.min(SLICE, samples - done)
    const copies = Float32Array.from(
      { length: count * size },
      (_, i) => (picture[i % size] ?? 0) + deviation * normal(),
    )
    prober
      .valuesAndGradients(copies)
      .gradients.forEach((slope, i) => (sum[i % size] = (sum[i % size] ?? 0) + slope))
    await nextTurn()
  }
  const mean = Float32Array.from(sum, (total) => total / samples)
  return {
    value: prober.values(picture)[0] ?? NaN,
    map: perPixel(mean, picture, prober.loaded.model.inputShape, (slope) => slope, false),
  }
}
