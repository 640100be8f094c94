import type { LayerOf } from '@shared/layers'
import { mapInput } from '@shared/layers/definition'
import { averagedCells, poolWindow } from '@shared/layers/pooling'
import { helper, onlyInput, single, windowAttributes, type Place, type ToOnnx } from './node'

const poolAttributes = ({ layer, inputShapes }: Place<LayerOf<'maxPool2d' | 'avgPool2d'>>) =>
  windowAttributes(poolWindow(layer, mapInput(inputShapes)))

/** ONNX pads a maximum with −∞, like ours. */
export const maxPool2dToOnnx: ToOnnx<LayerOf<'maxPool2d'>> = (place) =>
  single(place, 'MaxPool', poolAttributes(place))

/**
 * Padding that counts is counted up to the end of the last window; what `ceilMode` adds is then
 * taken out by a factor for each place.
 */
export const avgPool2dToOnnx: ToOnnx<LayerOf<'avgPool2d'>> = (place) => {
  const { layer, outputShape } = place
  const attributes = {
    ...poolAttributes(place),
    count_include_pad: { int: layer.countIncludePad ? 1 : 0 },
  }
  if (!layer.countIncludePad || !layer.ceilMode) return single(place, 'AveragePool', attributes)
  const [means, factors] = [helper(place, 'means'), helper(place, 'factors')]
  const input = mapInput(place.inputShapes)
  const [height = 1, width = 1] = outputShape
  const [cells, counted] = [poolWindow(layer, input).kernel, averagedCells(layer, input)]
  const values = Float32Array.from({ length: height * width }, (_, at) => {
    const count = counted(0, Math.floor(at / width)) * counted(1, at % width)
    return (cells[0] * cells[1]) / count
  })
  return {
    nodes: [
      { op: 'AveragePool', inputs: [onlyInput(place)], output: means, attributes },
      { op: 'Mul', inputs: [means, factors], output: layer.id },
    ],
    constants: [{ name: factors, shape: [height, width], values }],
  }
}

const GLOBAL = { globalMaxPool2d: 'GlobalMaxPool', globalAvgPool2d: 'GlobalAveragePool' } as const

/** ONNX keeps a map of one place, which is then read as a vector unless it stays one. */
export const globalPoolToOnnx: ToOnnx<LayerOf<'globalMaxPool2d' | 'globalAvgPool2d'>> = (place) => {
  const { id, kind, keepDims } = place.layer
  if (keepDims) return single(place, GLOBAL[kind])
  const map = helper(place, 'map')
  return {
    nodes: [
      { op: GLOBAL[kind], inputs: [onlyInput(place)], output: map },
      { op: 'Flatten', inputs: [map], output: id, attributes: { axis: { int: 1 } } },
    ],
  }
}
