import type { LayerOf } from '@shared/layers'
import { mapInput } from '@shared/layers/definition'
import { scalar, sliced, wholes } from './constants'
import {
  helper,
  onlyInput,
  type OnnxConstant,
  type OnnxPart,
  type Place,
  type ToOnnx,
} from './node'

/** One number for all channels, or one a channel, which lie before height and width. */
export const perChannel = (
  { inputShapes }: Place<LayerOf<'scale' | 'groupNorm'>>,
  name: string,
  values: number | readonly number[],
): OnnxConstant => {
  if (typeof values === 'number') return scalar(name, values)
  const onMap = inputShapes[0]?.length === 3
  return {
    name,
    shape: onMap ? [values.length, 1, 1] : [values.length],
    values: Float32Array.from(values),
  }
}

export const scaleToOnnx: ToOnnx<LayerOf<'scale'>> = (place): OnnxPart => {
  const [scale, offset, scaled] = ['scale', 'offset', 'scaled'].map((part) => helper(place, part))
  const [factors, terms, product] = [scale ?? '', offset ?? '', scaled ?? '']
  return {
    nodes: [
      { op: 'Mul', inputs: [onlyInput(place), factors], output: product },
      { op: 'Add', inputs: [product, terms], output: place.layer.id },
    ],
    constants: [
      perChannel(place, factors, place.layer.scale),
      perChannel(place, terms, place.layer.offset),
    ],
  }
}

export const sliceToOnnx: ToOnnx<LayerOf<'slice'>> = (place): OnnxPart => {
  const { from, to, id } = place.layer
  const cells = { axes: [1], from: [from], end: [to] }
  const { node, constants } = sliced(helper(place, 'part'), [onlyInput(place), id], cells)
  return { nodes: [node], constants }
}

/** Groups and the channels of a group as two axes, swapped. 0 keeps the number of examples. */
export const channelShuffleToOnnx: ToOnnx<LayerOf<'channelShuffle'>> = (place): OnnxPart => {
  const { groups, id } = place.layer
  const [height, width, channels] = mapInput(place.inputShapes)
  const name = (part: string): string => helper(place, part)
  return {
    nodes: [
      { op: 'Reshape', inputs: [onlyInput(place), name('apart')], output: name('groups') },
      {
        op: 'Transpose',
        inputs: [name('groups')],
        output: name('swapped'),
        attributes: { perm: { ints: [0, 2, 1, 3] } },
      },
      { op: 'Reshape', inputs: [name('swapped'), name('whole')], output: id },
    ],
    constants: [
      wholes(name('apart'), [0, groups, channels / groups, height * width]),
      wholes(name('whole'), [0, channels, height, width]),
    ],
  }
}
