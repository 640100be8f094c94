import { phrase } from '@shared/errors'
import type { LayerOf } from '@shared/layers'
import { crop2dSides } from '@shared/layers/crop2d'
import { mapInput } from '@shared/layers/definition'
import { pad2dSides } from '@shared/layers/pad2d'
import { upsample2dSize } from '@shared/layers/upsample2d'
import { edgePadding } from './edge-padding'
import {
  cropping,
  noPadding,
  noSuchLayer,
  onlyInput,
  zeroPadding,
  type KerasNode,
  type Place,
  type ToKeras,
} from './node'

type Global = LayerOf<'globalMaxPool2d' | 'globalAvgPool2d'>
const CLASSES = {
  globalMaxPool2d: 'GlobalMaxPooling2D',
  globalAvgPool2d: 'GlobalAveragePooling2D',
} as const
const channelsLast = { data_format: 'channels_last' }

/** A map of 1×1 is a Reshape of the vector: tfjs writes no keepdims. */
export const globalPoolToKeras: ToKeras<Global> = ({ layer, inputShapes, inputs, helper }) => {
  const { id, kind } = layer
  const pool = { name: id, className: CLASSES[kind], config: channelsLast, inputs, weights: [] }
  if (!layer.keepDims) return [pool]
  const target = [1, 1, mapInput(inputShapes)[2]]
  const config = { target_shape: target }
  return [pool, { name: helper('map'), className: 'Reshape', config, inputs: [id], weights: [] }]
}

const unchanged = (place: Place<LayerOf<'pad2d' | 'upsample2d'>>): KerasNode => ({
  name: place.layer.id,
  className: 'Activation',
  config: { activation: 'linear' },
  inputs: place.inputs,
  weights: [],
})

export const pad2dToKeras: ToKeras<LayerOf<'pad2d'>> = (place) => {
  const { layer, inputShapes } = place
  const sides = pad2dSides(layer)
  if (noPadding(sides)) return [unchanged(place)]
  if (layer.mode === 'constant') {
    if (layer.value === 0) return [zeroPadding(layer.id, sides, onlyInput(place))]
    throw noSuchLayer(place, phrase`it pads with 0, and this layer with ${layer.value}`)
  }
  const [height, width] = mapInput(inputShapes)
  return edgePadding(place, sides, [height, width], layer.mode)
}

export const crop2dToKeras: ToKeras<LayerOf<'crop2d'>> = (place) => [
  cropping(place.layer.id, crop2dSides(place.layer), onlyInput(place)),
]

/** tfjs's bilinear upsampling lays corners over each other, Keras's centres. */
export const upsample2dToKeras: ToKeras<LayerOf<'upsample2d'>> = (place) => {
  const { layer } = place
  const input = mapInput(place.inputShapes)
  const [height, width] = upsample2dSize(layer, input)
  const size = [height / input[0], width / input[1]]
  if (size.every((factor) => factor === 1)) return [unchanged(place)]
  if (layer.method === 'bilinear' && place.target === 'tfjs')
    throw noSuchLayer(place, phrase`its bilinear upsampling reads other places of the map`)
  if (!size.every(Number.isInteger))
    throw noSuchLayer(place, phrase`it enlarges a map by whole factors only`)
  return [
    {
      ...unchanged(place),
      className: 'UpSampling2D',
      config: { size, interpolation: layer.method, ...channelsLast },
    },
  ]
}
