import type { LayerOf } from '@shared/layers'
import { mapInput } from '@shared/layers/definition'
import { cropping, onlyInput, reshaping, type ToKeras } from './node'

/** The channels as columns of a map, of which Cropping2D leaves those that are wanted. */
export const sliceToKeras: ToKeras<LayerOf<'slice'>> = (place) => {
  const { layer, inputShapes } = place
  const [shape = []] = inputShapes
  const channels = shape.at(-1) ?? 0
  const cells = shape.slice(0, -1)
  const rows = cells.reduce((product, n) => product * n, 1)
  const [columns, cut] = [place.helper('columns'), place.helper('cut')]
  return [
    reshaping(columns, [rows, channels, 1], onlyInput(place)),
    cropping(
      cut,
      [
        [0, 0],
        [layer.from, channels - layer.to],
      ],
      columns,
    ),
    reshaping(layer.id, [...cells, layer.to - layer.from], cut),
  ]
}

/** Groups and the channels of a group as two axes, which Permute swaps. */
export const channelShuffleToKeras: ToKeras<LayerOf<'channelShuffle'>> = (place) => {
  const { layer, inputShapes } = place
  const [height, width, channels] = mapInput(inputShapes)
  const [apart, swapped] = [place.helper('groups'), place.helper('swapped')]
  return [
    reshaping(apart, [height * width, layer.groups, channels / layer.groups], onlyInput(place)),
    {
      name: swapped,
      className: 'Permute',
      config: { dims: [1, 3, 2] },
      inputs: [apart],
      weights: [],
    },
    reshaping(layer.id, [height, width, channels], swapped),
  ]
}
