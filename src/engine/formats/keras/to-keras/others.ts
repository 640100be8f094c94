import type { Layer, LayerOf } from '@shared/layers'
import { complement } from '../constants'
import type { KerasNode, Place, ToKeras } from './node'

const single = (
  place: Place<Layer>,
  className: string,
  config: Record<string, unknown> = {},
): readonly [KerasNode] => [
  { name: place.layer.id, className, config, inputs: place.inputs, weights: [] },
]

/** Keras's Flatten accepts no vectors, and flattening one changes nothing. */
export const flattenToKeras: ToKeras<LayerOf<'flatten'>> = (place) =>
  place.inputShapes[0]?.length === 1
    ? single(place, 'Activation', { activation: 'linear' })
    : single(place, 'Flatten', { data_format: 'channels_last' })

/** The weights as they are, under the names that Keras has for them. */
const renamed = <N extends string>(
  { weights }: Place<Layer>,
  names: Readonly<Record<N, string>>,
): KerasNode['weights'] =>
  weights.map(({ name, shape }) => ({ name: names[name as N], shape, source: name }))

export const denseToKeras: ToKeras<LayerOf<'dense'>> = (place) => {
  const [node] = single(place, 'Dense', {
    units: place.layer.units,
    activation: 'linear',
    use_bias: place.layer.bias,
  })
  const names = { weight: 'kernel', bias: 'bias' } as const
  return [{ ...node, weights: renamed(place, names) }]
}

/** One slope a channel, shared by all places of a map, or one for all. */
export const preluToKeras: ToKeras<LayerOf<'prelu'>> = (place) => {
  const [shape = []] = place.inputShapes
  const axes = shape.length + (place.layer.shared ? 1 : 0)
  const shared = Array.from({ length: axes - 1 }, (_, i) => i + 1)
  const [node] = single(place, 'PReLU', { shared_axes: shared.length > 0 ? shared : null })
  const alpha = shape.map((length, i) => (shared.includes(i + 1) ? 1 : length))
  return [{ ...node, weights: [{ name: 'alpha', shape: alpha, source: 'slope' }] }]
}

export const softmaxToKeras: ToKeras<LayerOf<'softmax'>> = (place) =>
  single(place, 'Softmax', { axis: -1 })

export const dropoutToKeras: ToKeras<LayerOf<'dropout'>> = (place) =>
  single(place, 'Dropout', { rate: place.layer.rate })

export const addToKeras: ToKeras<LayerOf<'add'>> = (place) => single(place, 'Add')

export const multiplyToKeras: ToKeras<LayerOf<'multiply'>> = (place) => single(place, 'Multiply')

export const concatToKeras: ToKeras<LayerOf<'concat'>> = (place) =>
  single(place, 'Concatenate', { axis: -1 })

/** Keras's momentum is the weight of the old average, ours (PyTorch's) that of the new batch. */
export const batchNormToKeras: ToKeras<LayerOf<'batchNorm'>> = (place) => {
  const { momentum, epsilon } = place.layer
  const [node] = single(place, 'BatchNormalization', {
    axis: -1,
    momentum: complement(momentum),
    epsilon,
    center: true,
    scale: true,
  })
  const names = {
    gamma: 'gamma',
    beta: 'beta',
    mean: 'moving_mean',
    variance: 'moving_variance',
  } as const
  return [{ ...node, weights: renamed(place, names) }]
}
