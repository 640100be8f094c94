import type { LayerOf } from '@shared/layers'
import { mapInput } from '@shared/layers/definition'
import { channelsRead } from '@shared/layers/local-response-norm'
import type { LayerGraph, Value } from './layer-graph'
import { onlyInput, type Place, type ToGraph } from './place'

/** The running statistics; a vector's values are the channels of a map of one cell. */
export const batchNormToGraph: ToGraph<LayerOf<'batchNorm'>> = (place) => {
  const { graph, layer, outputShape } = place
  const isMap = outputShape.length === 3
  const channels = outputShape.at(-1) ?? 0
  const x = isMap ? onlyInput(place) : graph.reshaped(onlyInput(place), [-1, 1, 1, channels])
  const names = ['gamma', 'beta', 'mean', 'variance'] as const
  const inputs = [x, ...names.map((name) => graph.weight(name))]
  const attributes = { epsilon: layer.epsilon, is_training: false }
  const map = graph.op('FusedBatchNormV3', inputs, attributes)
  return isMap ? map : graph.reshaped(map, [-1, channels])
}

/** (x − mean) / √(variance + ε) along some axes of each example. */
function normalised(graph: LayerGraph, x: Value, axes: readonly number[], epsilon: number): Value {
  const keep = { keep_dims: true }
  const mean = graph.op('Mean', [x, graph.ints('axes', axes)], keep)
  const squares = graph.op('SquaredDifference', [x, mean])
  const variance = graph.op('Mean', [squares, graph.ints('axes', axes)], keep)
  const shifted = graph.op('AddV2', [variance, graph.number('epsilon', epsilon)])
  return graph.op('Mul', [graph.op('Sub', [x, mean]), graph.op('Rsqrt', [shifted])])
}

/** γ · x + β of each channel, as far as the layer has them. */
function affine({ graph, layer }: Place<LayerOf<'layerNorm' | 'groupNorm'>>, x: Value): Value {
  const scaled = layer.gamma ? graph.op('Mul', [x, graph.weight('gamma')]) : x
  return layer.beta ? graph.op('AddV2', [scaled, graph.weight('beta')]) : scaled
}

export const layerNormToGraph: ToGraph<LayerOf<'layerNorm'>> = (place) => {
  const axis = place.outputShape.length
  return affine(place, normalised(place.graph, onlyInput(place), [axis], place.layer.epsilon))
}

export const groupNormToGraph: ToGraph<LayerOf<'groupNorm'>> = (place) => {
  const { graph, layer } = place
  const [height, width, channels] = mapInput(place.inputShapes)
  const shape = [-1, height * width, layer.groups, channels / layer.groups]
  const apart = graph.reshaped(onlyInput(place), shape)
  const normal = normalised(graph, apart, [1, 3], layer.epsilon)
  return affine(place, graph.reshaped(normal, [-1, height, width, channels]))
}

/** [channels, channels]: 1 where the second channel reads the first. */
function band(layer: LayerOf<'localResponseNorm'>, channels: number): Float32Array {
  const cells = new Float32Array(channels * channels)
  for (let own = 0; own < channels; own += 1) {
    const [first, last] = channelsRead(layer, channels, own)
    for (let read = first; read <= last; read += 1) cells[read * channels + own] = 1
  }
  return cells
}

/** TensorFlow's own takes odd sizes only: the sums are a product with a band of ones. */
export const localResponseNormToGraph: ToGraph<LayerOf<'localResponseNorm'>> = (place) => {
  const { graph, layer } = place
  const [height, width, channels] = mapInput(place.inputShapes)
  const x = onlyInput(place)
  const squares = graph.reshaped(graph.op('Square', [x]), [-1, channels])
  const ones = graph.floats('band', band(layer, channels), [channels, channels])
  const sums = graph.reshaped(graph.op('MatMul', [squares, ones]), [-1, height, width, channels])
  const scaled = graph.op('Mul', [sums, graph.number('alpha', layer.alpha / layer.size)])
  const divisor = graph.op('AddV2', [scaled, graph.number('k', layer.k)])
  return graph.op('Mul', [x, graph.op('Pow', [divisor, graph.number('beta', -layer.beta)])])
}
