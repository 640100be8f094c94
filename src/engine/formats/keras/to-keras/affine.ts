import type { Shape } from '@shared/layers/definition'
import { reshaping, type KerasNode, type KerasWeight } from './node'

interface Affine {
  readonly name: string
  readonly input: string
  /** [height, width, channels] or [units]. */
  readonly shape: Shape
  /** What each channel is multiplied by: [1, 1, channels, 1]. */
  readonly kernel: KerasWeight
  readonly bias: KerasWeight | undefined
  readonly trainable?: boolean
  readonly helper: (suffix: string) => string
}

/** Each channel times a number, and one added: a DepthwiseConv2D of one cell, on a map. */
export function affineNodes(affine: Affine): readonly KerasNode[] {
  const { name, input, shape, kernel, bias, trainable = true } = affine
  const onMap = shape.length === 3
  const [map, scaled] = onMap ? [input, name] : [affine.helper('map'), affine.helper('scaled')]
  const node: KerasNode = {
    name: scaled,
    className: 'DepthwiseConv2D',
    config: {
      ...(trainable ? {} : { trainable }),
      kernel_size: [1, 1],
      depth_multiplier: 1,
      strides: [1, 1],
      padding: 'valid',
      data_format: 'channels_last',
      dilation_rate: [1, 1],
      activation: 'linear',
      use_bias: bias !== undefined,
    },
    inputs: [map],
    weights: [kernel, ...(bias ? [bias] : [])],
  }
  if (onMap) return [node]
  return [reshaping(map, [1, 1, shape[0] ?? 0], input), node, reshaping(name, shape, scaled)]
}
