import { phrase } from '@shared/errors'
import type { Layer, LayerOf } from '@shared/layers'
import { numberOf } from '@shared/layers/activation'
import { complement, KERAS2_HARD_SIGMOID } from '../constants'
import { noSuchLayer, onlyInput, type KerasNode, type Place, type ToKeras } from './node'
import { rescaling } from './scale'

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

/** Functions that tfjs computes under another name or not at all; the others under their own. */
export const activationToKeras: ToKeras<LayerOf<'activation'>> = (place) => {
  const { layer } = place
  const number = numberOf(layer)
  switch (layer.function) {
    case 'leakyRelu':
      return single(place, 'LeakyReLU', {
        [place.target === 'Keras' ? 'negative_slope' : 'alpha']: number,
      })
    case 'hardSigmoid':
      return hardSigmoid(place, number)
    case 'elu':
      if (number === 1) break
      if (place.target === 'Keras') return single(place, 'ELU', { alpha: number })
      throw noSuchLayer(place, phrase`its ELU has the alpha 1, and this one ${number}`)
    case 'scaledTanh':
      return scaledTanh(place)
    case 'hardSwish':
      if (place.target === 'Keras') return single(place, 'Activation', { activation: 'hard_silu' })
      throw noSuchLayer(place, phrase`it does not have the function ${layer.function}`)
    case 'geluTanh':
      throw noSuchLayer(place, phrase`it does not have the function ${layer.function}`)
    default:
  }
  return single(place, 'Activation', { activation: layer.function })
}

/** Under one name Keras 2 and tfjs have a slope of 0.2, and Keras 3 one of 1/6. */
function hardSigmoid(place: Place<LayerOf<'activation'>>, slope: number): readonly [KerasNode] {
  const own = place.target === 'Keras' ? 1 / 6 : KERAS2_HARD_SIGMOID
  if (Math.abs(slope - own) < 1e-9)
    return single(place, 'Activation', { activation: 'hard_sigmoid' })
  throw noSuchLayer(
    place,
    phrase`its hard sigmoid rises by ${Number(own.toPrecision(3))}, and this one by ${slope}`,
  )
}

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
