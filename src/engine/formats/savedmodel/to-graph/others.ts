import type { Layer, LayerOf } from '@shared/layers'
import { elements, mapInput } from '@shared/layers/definition'
import type { Value } from './layer-graph'
import { onlyInput, type Place, type ToGraph } from './place'

export const flattenToGraph: ToGraph<LayerOf<'flatten'>> = (place) =>
  place.graph.reshaped(onlyInput(place), [-1, elements(place.inputShapes[0] ?? [])])

export const denseToGraph: ToGraph<LayerOf<'dense'>> = (place) => {
  const { graph, layer } = place
  const product = graph.op('MatMul', [onlyInput(place), graph.weight('weight')])
  return layer.bias ? graph.op('BiasAdd', [product, graph.weight('bias')]) : product
}

export const softmaxToGraph: ToGraph<LayerOf<'softmax'>> = ({ graph, inputs }) =>
  graph.op('Softmax', inputs)

/** Nothing is dropped in a graph that only predicts. */
export const dropoutToGraph: ToGraph<LayerOf<'dropout'>> = ({ graph, inputs }) =>
  graph.op('Identity', inputs)

/** Vectors beside maps become maps of one cell. */
function joinedInputs({ graph, inputs, inputShapes }: Place<Layer>): readonly Value[] {
  const isMap = inputShapes.some((shape) => shape.length === 3)
  return inputs.map((x, i) => {
    const shape = inputShapes[i] ?? []
    return isMap && shape.length === 1 ? graph.reshaped(x, [-1, 1, 1, ...shape]) : x
  })
}

const chained =
  (operation: string): ToGraph<Layer> =>
  (place) => {
    const [first, ...others] = joinedInputs(place) as [Value, ...Value[]]
    return others.reduce((sum, x) => place.graph.op(operation, [sum, x]), first)
  }

export const addToGraph: ToGraph<LayerOf<'add'>> = chained('AddV2')
export const multiplyToGraph: ToGraph<LayerOf<'multiply'>> = chained('Mul')

export const concatToGraph: ToGraph<LayerOf<'concat'>> = ({ graph, inputs, outputShape }) =>
  graph.joined(inputs, outputShape.length)

export const sliceToGraph: ToGraph<LayerOf<'slice'>> = (place) => {
  const { from, to } = place.layer
  const before = place.outputShape.slice(0, -1)
  return place.graph.sliced(
    onlyInput(place),
    [0, ...before.map(() => 0), from],
    [-1, ...before, to - from],
  )
}

export const channelShuffleToGraph: ToGraph<LayerOf<'channelShuffle'>> = (place) => {
  const { graph, layer } = place
  const [height, width, channels] = mapInput(place.inputShapes)
  const shape = [-1, height * width, layer.groups, channels / layer.groups]
  const apart = graph.reshaped(onlyInput(place), shape)
  const turned = graph.op('Transpose', [apart, graph.ints('perm', [0, 1, 3, 2])])
  return graph.reshaped(turned, [-1, height, width, channels])
}

export const scaleToGraph: ToGraph<LayerOf<'scale'>> = (place) => {
  const { graph, layer } = place
  const constant = (what: string, given: number | readonly number[]): Value =>
    typeof given === 'number'
      ? graph.number(what, given)
      : graph.floats(what, given, [given.length])
  const scaled = graph.op('Mul', [onlyInput(place), constant('scale', layer.scale)])
  return graph.op('AddV2', [scaled, constant('offset', layer.offset)])
}
