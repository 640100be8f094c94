import type { LayerOf } from '@shared/layers'
import { adaptiveAxes, adaptiveWindow } from '@shared/layers/adaptive-pooling'
import { mapInput } from '@shared/layers/definition'
import { averagedCells, poolWindow } from '@shared/layers/pooling'
import { outputSize, toPair, type Pair } from '@shared/math/geometry'
import { adaptiveRun } from '@shared/math/resample'
import type { LayerGraph, Value } from './layer-graph'
import { resampled } from './maps'
import { isSame, isZero, onlyInput, pooled, surrounded, type Place, type ToGraph } from './place'

type Pool = LayerOf<'maxPool2d' | 'avgPool2d'>

const windowOf = ({ layer, inputShapes }: Place<Pool>) => {
  const [height, width, channels] = mapInput(inputShapes)
  const window = poolWindow(layer, [height, width, channels])
  const size: Pair = [height, width]
  return { window, size, same: !isZero(window.padding) && isSame(window, size) }
}

/** TensorFlow's own padding is −∞ as well. */
export const maxPool2dToGraph: ToGraph<LayerOf<'maxPool2d'>> = (place) => {
  const { window, same } = windowOf(place)
  const { graph } = place
  if (same) return pooled(graph, 'MaxPool', onlyInput(place), window, 'SAME')
  const x = surrounded(graph, onlyInput(place), window.padding, -Infinity)
  return pooled(graph, 'MaxPool', x, window)
}

/** TensorFlow's own padding never counts; other means are corrected by the cells that do. */
export const avgPool2dToGraph: ToGraph<LayerOf<'avgPool2d'>> = (place) => {
  const { graph, layer, inputShapes } = place
  const { window, size, same } = windowOf(place)
  if (same && !layer.countIncludePad)
    return pooled(graph, 'AvgPool', onlyInput(place), window, 'SAME')
  const x = surrounded(graph, onlyInput(place), window.padding)
  const means = pooled(graph, 'AvgPool', x, window)
  if (isZero(window.padding) || (layer.countIncludePad && !layer.ceilMode)) return means
  const counted = averagedCells(layer, mapInput(inputShapes))
  const [rows, columns] = outputSize(size, window)
  const cells = window.kernel[0] * window.kernel[1]
  const factors = Array.from(
    { length: rows * columns },
    (_, at) => cells / (counted(0, Math.floor(at / columns)) * counted(1, at % columns)),
  )
  return graph.op('Mul', [means, graph.floats('counted', factors, [1, rows, columns, 1])])
}

export const adaptiveAvgPool2dToGraph: ToGraph<LayerOf<'adaptiveAvgPool2d'>> = (place) => {
  const input = mapInput(place.inputShapes)
  const window = adaptiveWindow(place.layer, input)
  return window
    ? pooled(place.graph, 'AvgPool', onlyInput(place), window)
    : resampled(place.graph, onlyInput(place), input, adaptiveAxes(place.layer, input))
}

/** Maxima of runs of one axis, each cut out by itself. */
function maximaOf(graph: LayerGraph, x: Value, axis: 1 | 2, length: number, runs: number): Value {
  const maxima = Array.from({ length: runs }, (_, unit) => {
    const [from, end] = adaptiveRun(length, runs, unit)
    const [begin, size] = [
      [0, 0, 0, 0],
      [-1, -1, -1, -1],
    ]
    begin[axis] = from
    size[axis] = end - from
    const cells = graph.sliced(x, begin, size)
    return graph.op('Max', [cells, graph.ints('axes', [axis])], { keep_dims: true })
  })
  return graph.joined(maxima, axis)
}

export const adaptiveMaxPool2dToGraph: ToGraph<LayerOf<'adaptiveMaxPool2d'>> = (place) => {
  const { graph, layer } = place
  const input = mapInput(place.inputShapes)
  const window = adaptiveWindow(layer, input)
  if (window) return pooled(graph, 'MaxPool', onlyInput(place), window)
  const [rows, columns] = toPair(layer.size)
  const down = maximaOf(graph, onlyInput(place), 1, input[0], rows)
  return maximaOf(graph, down, 2, input[1], columns)
}

type Global = LayerOf<'globalMaxPool2d' | 'globalAvgPool2d'>

/** All cells of a map by one operation. */
export const globalPoolToGraph =
  (operation: 'Max' | 'Mean'): ToGraph<Global> =>
  (place) => {
    const { graph, layer } = place
    const attributes = { keep_dims: layer.keepDims ?? false }
    return graph.op(operation, [onlyInput(place), graph.ints('axes', [1, 2])], attributes)
  }
