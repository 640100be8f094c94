import type { LayerOf } from '@shared/layers'
import { rowsOrder } from '../../channels-first/array'
import { scalar } from './constants'
import { helper, onlyInput, plain, single, weightName, type ToOnnx } from './node'

/** The axis of channels or units. */
const CHANNELS = { axis: { int: 1 } } as const

/** The operator lays the channels out first; where ours must come last, the map is turned before. */
export const flattenToOnnx: ToOnnx<LayerOf<'flatten'>> = (place) => {
  if (place.inputShapes[0]?.length === 1) return single(place, 'Identity')
  if (!place.channelsLast) return single(place, 'Flatten', CHANNELS)
  const turned = helper(place, 'channels_last')
  const attributes = { perm: { ints: [0, 2, 3, 1] } }
  return {
    nodes: [
      { op: 'Transpose', inputs: place.inputs, output: turned, attributes },
      { op: 'Flatten', inputs: [turned], output: place.layer.id, attributes: CHANNELS },
    ],
  }
}

export const denseToOnnx: ToOnnx<LayerOf<'dense'>> = (place) => {
  const { layer, weights, rows } = place
  const shape = weights.find(({ name }) => name === 'weight')?.shape ?? []
  const bias = layer.bias ? [weightName(place, 'bias')] : []
  return {
    nodes: [
      {
        op: 'Gemm',
        inputs: [onlyInput(place), weightName(place, 'weight'), ...bias],
        output: layer.id,
      },
    ],
    weights: [
      { source: 'weight', ...(rows ? rowsOrder(shape, rows) : { shape }) },
      ...plain(place, ['bias']),
    ],
  }
}

/** One slope a channel is laid along the channels of a map. */
export const preluToOnnx: ToOnnx<LayerOf<'prelu'>> = (place) => {
  const slopes = place.weights[0]?.shape ?? []
  const shape = place.inputShapes[0]?.length === 3 ? [...slopes, 1, 1] : slopes
  return {
    nodes: [
      {
        op: 'PRelu',
        inputs: [onlyInput(place), weightName(place, 'slope')],
        output: place.layer.id,
      },
    ],
    weights: [{ source: 'slope', shape }],
  }
}

export const softmaxToOnnx: ToOnnx<LayerOf<'softmax'>> = (place) =>
  single(place, 'Softmax', CHANNELS)

/** The operator's momentum is the weight of the old average; ours is that of the new batch. */
export const batchNormToOnnx: ToOnnx<LayerOf<'batchNorm'>> = (place) => {
  const names = ['gamma', 'beta', 'mean', 'variance'] as const
  const { epsilon, momentum } = place.layer
  return {
    nodes: [
      {
        op: 'BatchNormalization',
        inputs: [onlyInput(place), ...names.map((name) => weightName(place, name))],
        output: place.layer.id,
        attributes: { epsilon: { float: epsilon }, momentum: { float: 1 - momentum } },
      },
    ],
    weights: plain(place, names),
  }
}

/** It hands its input on unless a program trains the graph. */
export const dropoutToOnnx: ToOnnx<LayerOf<'dropout'>> = (place) => {
  const ratio = helper(place, 'ratio')
  return {
    nodes: [{ op: 'Dropout', inputs: [onlyInput(place), ratio], output: place.layer.id }],
    constants: [scalar(ratio, place.layer.rate)],
  }
}

export const concatToOnnx: ToOnnx<LayerOf<'concat'>> = (place) => single(place, 'Concat', CHANNELS)
