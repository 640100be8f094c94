import type { Layer, LayerOf } from '@shared/layers'
import { complement, LEAKY_RELU_SLOPE } from '../constants'
import { onlyInput, type KerasNode, type Place, type ToKeras } from './node'
import { rescaling } from './scale'

const single = (
  place: Place<Layer>,
  className: string,
  config: Record<string, unknown> = {},
): readonly [KerasNode] => [
  { name: place.layer.id, className, config, inputs: place.inputs, weights: [] },
]

export const globalAvgPool2dToKeras: ToKeras<LayerOf<'globalAvgPool2d'>> = (place) =>
  single(place, 'GlobalAveragePooling2D', { data_format: 'channels_last' })

/** Keras's Flatten accepts no vectors, and flattening one changes nothing. */
export const flattenToKeras: ToKeras<LayerOf<'flatten'>> = (place) =>
  place.inputShapes[0]?.length === 1
    ? single(place, 'Activation', { activation: 'linear' })
    : single(place, 'Flatten', { data_format: 'channels_last' })

export const denseToKeras: ToKeras<LayerOf<'dense'>> = (place) => {
  const [node] = single(place, 'Dense', {
    units: place.layer.units,
    activation: 'linear',
    use_bias: place.layer.bias,
  })
  const names = { weight: 'kernel', bias: 'bias' } as const
  return [
    {
      ...node,
      weights: place.weights.map(({ name, shape }) => ({
        name: names[name as keyof typeof names],
        shape,
        source: name,
      })),
    },
  ]
}

/** Keras has the functions under the same names, but for a few. */
export const activationToKeras: ToKeras<LayerOf<'activation'>> = (place) =>
  place.layer.function === 'scaledTanh'
    ? scaledTanh(place)
    : place.layer.function === 'leakyRelu'
      ? single(place, 'LeakyReLU', { alpha: LEAKY_RELU_SLOPE })
      : single(place, 'Activation', { activation: place.layer.function })

function scaledTanh(place: Place<LayerOf<'activation'>>): readonly KerasNode[] {
  const [inner, tanh] = [place.helper('inner'), place.helper('tanh')]
  return [
    rescaling(inner, 2 / 3, 0, onlyInput(place)),
    {
      name: tanh,
      className: 'Activation',
      config: { activation: 'tanh' },
      inputs: [inner],
      weights: [],
    },
    rescaling(place.layer.id, 1.7159, 0, tanh),
  ]
}

export const softmaxToKeras: ToKeras<LayerOf<'softmax'>> = (place) =>
  single(place, 'Softmax', { axis: -1 })

export const dropoutToKeras: ToKeras<LayerOf<'dropout'>> = (place) =>
  single(place, 'Dropout', { rate: place.layer.rate })

export const addToKeras: ToKeras<LayerOf<'add'>> = (place) => single(place, 'Add')

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
  return [
    {
      ...node,
      weights: place.weights.map(({ name, shape }) => ({
        name: names[name as keyof typeof names],
        shape,
        source: name,
      })),
    },
  ]
}
