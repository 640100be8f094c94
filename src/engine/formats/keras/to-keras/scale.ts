import type { LayerOf } from '@shared/layers'
import { constantsOf } from '@shared/layers/scale'
import { affineNodes } from './affine'
import { onlyInput, type KerasNode, type ToKeras } from './node'

export const rescaling = (
  name: string,
  scale: number,
  offset: number,
  input: string,
): KerasNode => ({
  name,
  className: 'Rescaling',
  config: { scale, offset },
  inputs: [input],
  weights: [],
})

/** Constants of each channel become weights that are not trained: tfjs's Rescaling takes one number. */
export const scaleToKeras: ToKeras<LayerOf<'scale'>> = (place) => {
  const { layer, inputShapes } = place
  const { id, scale, offset } = layer
  if (typeof scale === 'number' && typeof offset === 'number')
    return [rescaling(id, scale, offset, onlyInput(place))]
  const [shape = []] = inputShapes
  const channels = shape.at(-1) ?? 0
  const constants = Array.from({ length: channels }, (_, c) => constantsOf(layer, c))
  return affineNodes({
    name: id,
    input: onlyInput(place),
    shape,
    trainable: false,
    kernel: {
      name: 'depthwise_kernel',
      shape: [1, 1, channels, 1],
      constant: Float32Array.from(constants, (each) => each.scale),
    },
    bias: {
      name: 'bias',
      shape: [channels],
      constant: Float32Array.from(constants, (each) => each.offset),
    },
    helper: place.helper,
  })
}
