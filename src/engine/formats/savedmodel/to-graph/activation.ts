import type { LayerOf } from '@shared/layers'
import { numberOf, type ActivationFunction } from '@shared/layers/activation'
import type { LayerGraph, Value } from './layer-graph'
import { onlyInput, type ToGraph } from './place'

type Function = (graph: LayerGraph, x: Value, number: number) => Value

const by =
  (operation: string): Function =>
  (graph, x) =>
    graph.op(operation, [x])

const times = (graph: LayerGraph, x: Value, factor: number): Value =>
  graph.op('Mul', [x, graph.number('factor', factor)])
const plus = (graph: LayerGraph, x: Value, term: number): Value =>
  graph.op('AddV2', [x, graph.number('term', term)])

/** x/2 · (1 + f), as both forms of GELU end. */
const halfTimesOnePlus = (graph: LayerGraph, x: Value, f: Value): Value =>
  graph.op('Mul', [times(graph, x, 0.5), plus(graph, f, 1)])

/** x · Φ(x) by the error function. */
const gelu: Function = (graph, x) =>
  halfTimesOnePlus(graph, x, graph.op('Erf', [times(graph, x, Math.SQRT1_2)]))

/** x/2 · (1 + tanh(√(2/π) · (x + 0.044715 · x³))). */
function geluTanh(graph: LayerGraph, x: Value): Value {
  const cube = graph.op('Mul', [graph.op('Mul', [x, x]), x])
  const inner = graph.op('AddV2', [x, times(graph, cube, 0.044715)])
  return halfTimesOnePlus(graph, x, graph.op('Tanh', [times(graph, inner, Math.sqrt(2 / Math.PI))]))
}

/** α · (eˣ − 1) left of 0; TensorFlow's own has the α 1. */
const elu: Function = (graph, x, alpha) => {
  if (alpha === 1) return graph.op('Elu', [x])
  const left = graph.op('Elu', [graph.op('Minimum', [x, graph.number('zero', 0)])])
  return graph.op('AddV2', [graph.op('Relu', [x]), times(graph, left, alpha)])
}

/** Between 0 and 1. */
function hardSigmoid(graph: LayerGraph, x: Value, slope: number): Value {
  const line = plus(graph, times(graph, x, slope), 0.5)
  const low = graph.op('Maximum', [line, graph.number('zero', 0)])
  return graph.op('Minimum', [low, graph.number('one', 1)])
}

const FUNCTIONS: Readonly<Record<ActivationFunction, Function>> = {
  sigmoid: by('Sigmoid'),
  relu: by('Relu'),
  tanh: by('Tanh'),
  scaledTanh: (graph, x) => times(graph, graph.op('Tanh', [times(graph, x, 2 / 3)]), 1.7159),
  leakyRelu: (graph, x, alpha) => graph.op('LeakyRelu', [x], { alpha }),
  elu,
  selu: by('Selu'),
  gelu,
  geluTanh,
  swish: (graph, x) => graph.op('Mul', [x, graph.op('Sigmoid', [x])]),
  hardSwish: (graph, x) =>
    graph.op('Mul', [x, times(graph, graph.op('Relu6', [plus(graph, x, 3)]), 1 / 6)]),
  hardSigmoid,
  mish: (graph, x) => graph.op('Mul', [x, graph.op('Tanh', [graph.op('Softplus', [x])])]),
  softplus: by('Softplus'),
  softsign: by('Softsign'),
  relu6: by('Relu6'),
  linear: by('Identity'),
}

export const activationToGraph: ToGraph<LayerOf<'activation'>> = (place) =>
  FUNCTIONS[place.layer.function](place.graph, onlyInput(place), numberOf(place.layer))

/** x right of 0, and each channel's slope times x left of it. */
export const preluToGraph: ToGraph<LayerOf<'prelu'>> = (place) => {
  const { graph } = place
  const x = onlyInput(place)
  const left = graph.op('Mul', [
    graph.op('Minimum', [x, graph.number('zero', 0)]),
    graph.weight('slope'),
  ])
  return graph.op('AddV2', [graph.op('Relu', [x]), left])
}
