import type { LayerOf } from '@shared/layers'
import { conv2dWindow } from '@shared/layers/conv2d'
import { mapInput, type WeightInfo } from '@shared/layers/definition'
import type { Window } from '@shared/math/geometry'
import { kernelOrder } from '../../channels-first/array'
import {
  onlyInput,
  plain,
  weightName,
  windowAttributes,
  type OnnxNode,
  type OnnxPart,
  type Place,
  type ToOnnx,
} from './node'

type Convolution = LayerOf<'conv2d' | 'convTranspose2d'>

export const inputsOf = (place: Place<Convolution>): readonly string[] => [
  onlyInput(place),
  weightName(place, 'weight'),
  ...(place.layer.bias ? [weightName(place, 'bias')] : []),
]

/** The window as attributes; padding is always written out, because "same" differs by tool. */
export const convolutionAttributes = (window: Window, groups: number): OnnxNode['attributes'] => ({
  ...windowAttributes(window),
  dilations: { ints: window.dilation },
  group: { int: groups },
})

export const kernelOf = ({ weights }: Place<Convolution>): WeightInfo['shape'] =>
  weights.find(({ name }) => name === 'weight')?.shape ?? []

export const conv2dToOnnx: ToOnnx<LayerOf<'conv2d'>> = (place): OnnxPart => {
  const window = conv2dWindow(place.layer, mapInput(place.inputShapes))
  return {
    nodes: [
      {
        op: 'Conv',
        inputs: inputsOf(place),
        output: place.layer.id,
        attributes: convolutionAttributes(window, place.layer.groups),
      },
    ],
    weights: [{ source: 'weight', ...kernelOrder(kernelOf(place)) }, ...plain(place, ['bias'])],
  }
}
