import type { LayerOf } from '@shared/layers'
import { mapInput } from '@shared/layers/definition'
import { poolWindow } from '@shared/layers/pooling'
import { helper, onlyInput, pads, single, type OnnxNode, type Place, type ToOnnx } from './node'

function windowAttributes({
  layer,
  inputShapes,
}: Place<LayerOf<'maxPool2d' | 'avgPool2d'>>): OnnxNode['attributes'] {
  const { kernel, stride, padding } = poolWindow(layer, mapInput(inputShapes))
  return { kernel_shape: { ints: kernel }, strides: { ints: stride }, pads: pads(padding) }
}

/** ONNX pads a maximum with −∞, like ours. */
export const maxPool2dToOnnx: ToOnnx<LayerOf<'maxPool2d'>> = (place) =>
  single(place, 'MaxPool', windowAttributes(place))

export const avgPool2dToOnnx: ToOnnx<LayerOf<'avgPool2d'>> = (place) =>
  single(place, 'AveragePool', {
    ...windowAttributes(place),
    count_include_pad: { int: place.layer.countIncludePad ? 1 : 0 },
  })

/** ONNX keeps a map of one place, which is then read as a vector. */
export const globalAvgPool2dToOnnx: ToOnnx<LayerOf<'globalAvgPool2d'>> = (place) => {
  const map = helper(place, 'map')
  return {
    nodes: [
      { op: 'GlobalAveragePool', inputs: [onlyInput(place)], output: map },
      { op: 'Flatten', inputs: [map], output: place.layer.id, attributes: { axis: { int: 1 } } },
    ],
  }
}
