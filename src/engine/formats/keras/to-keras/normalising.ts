import { AppError, phrase } from '@shared/errors'
import type { LayerOf } from '@shared/layers'
import { mapInput } from '@shared/layers/definition'
import { affineNodes } from './affine'
import { onlyInput, reshaping, type KerasNode, type ToKeras } from './node'

export const layerNormToKeras: ToKeras<LayerOf<'layerNorm'>> = (place) => {
  const { layer, weights, inputShapes } = place
  // tfjs writes the axis as a list without negative numbers, whatever it has read.
  const axis = [inputShapes[0]?.length ?? 1]
  return [
    {
      name: layer.id,
      className: 'LayerNormalization',
      config: { axis, epsilon: layer.epsilon, center: layer.beta, scale: layer.gamma },
      inputs: [onlyInput(place)],
      weights: weights.map(({ name, shape }) => ({ name, shape, source: name })),
    },
  ]
}

/**
 * tfjs has no GroupNormalization: with the groups as an axis of their own, a LayerNormalization
 * over cells and the channels of a group is one. γ and β are a DepthwiseConv2D behind it.
 */
export const groupNormToKeras: ToKeras<LayerOf<'groupNorm'>> = (place) => {
  const { layer, inputShapes } = place
  const [height, width, channels] = mapInput(inputShapes)
  const { gamma, beta, groups, epsilon, id } = layer
  const hasAffine = gamma || beta
  const [apart, normal] = [place.helper('groups'), place.helper('normal')]
  const joined = hasAffine ? place.helper('joined') : id
  const nodes: readonly KerasNode[] = [
    reshaping(apart, [height * width, groups, channels / groups], onlyInput(place)),
    {
      name: normal,
      className: 'LayerNormalization',
      config: { axis: [1, 3], epsilon, center: false, scale: false },
      inputs: [apart],
      weights: [],
    },
    reshaping(joined, [height, width, channels], normal),
  ]
  if (!hasAffine) return nodes
  const kernel = { name: 'depthwise_kernel', shape: [1, 1, channels, 1] }
  return [
    ...nodes,
    ...affineNodes({
      name: id,
      input: joined,
      shape: [height, width, channels],
      kernel: gamma
        ? { ...kernel, source: 'gamma' }
        : { ...kernel, constant: new Float32Array(channels).fill(1) },
      bias: beta ? { name: 'bias', shape: [channels], source: 'beta' } : undefined,
      helper: place.helper,
    }),
  ]
}

/** @throws AppError `unsupported`: Keras and tfjs have no such layer, and none that make it up */
export const localResponseNormToKeras: ToKeras<LayerOf<'localResponseNorm'>> = ({
  layer,
  target,
}) => {
  throw new AppError(
    'unsupported',
    phrase`${target} has no layer that computes a local response norm ("${layer.id}"). Export the model as npz.`,
    { layer: layer.id, kind: layer.kind },
  )
}
