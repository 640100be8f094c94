import type { LayerOf } from '@shared/layers'
import { mapInput } from '@shared/layers/definition'
import { poolWindow } from '@shared/layers/pooling'
import { resolvePadding, type ExplicitPadding, type Pair, type Window } from '@shared/math/geometry'
import { averageWithoutPadding } from './average'
import { edgePadding } from './edge-padding'
import {
  equalPadding,
  noPadding,
  onlyInput,
  zeroPadding,
  type KerasNode,
  type Place,
  type ToKeras,
} from './node'

type Pool = LayerOf<'maxPool2d' | 'avgPool2d'>
const CLASS_NAMES = { maxPool2d: 'MaxPooling2D', avgPool2d: 'AveragePooling2D' } as const

const pooling = (
  { layer }: Place<Pool>,
  window: Window,
  padding: 'valid' | 'same',
  input: string,
): KerasNode => ({
  name: layer.id,
  className: CLASS_NAMES[layer.kind],
  config: {
    pool_size: window.kernel,
    strides: window.stride,
    padding,
    data_format: 'channels_last',
  },
  inputs: [input],
  weights: [],
})

/** The window over [height, width], and whether its padding is that of "same". */
function windowOf({ layer, inputShapes }: Place<Pool>): {
  window: Window
  size: Pair
  same: boolean
} {
  const [height, width, channels] = mapInput(inputShapes)
  const window = poolWindow(layer, [height, width, channels])
  const size: Pair = [height, width]
  return {
    window,
    size,
    same: equalPadding(
      window.padding,
      resolvePadding('same', size, window.kernel, window.stride, window.dilation),
    ),
  }
}

/**
 * Keras's "same" pads a maximum with −∞, like ours. Other paddings have no form in Keras. If no
 * value is negative, zeros are used. Otherwise the edge of the map is repeated, which adds no new
 * value to any window.
 */
export const maxPool2dToKeras: ToKeras<LayerOf<'maxPool2d'>> = (place) => {
  const { window, size, same } = windowOf(place)
  if (noPadding(window.padding)) return [pooling(place, window, 'valid', onlyInput(place))]
  if (same) return [pooling(place, window, 'same', onlyInput(place))]
  const pad = place.nonNegative
    ? [zeroPadding(place.helper('pad'), window.padding, onlyInput(place))]
    : edgePadding(place, window.padding, size)
  return [...pad, pooling(place, window, 'valid', pad.at(-1)?.name ?? '')]
}

/**
 * Padding that counts becomes a ZeroPadding2D. Padding that doesn't count becomes Keras's "same",
 * or separate means for the windows at the edges.
 */
export const avgPool2dToKeras: ToKeras<LayerOf<'avgPool2d'>> = (place) => {
  const { window, size, same } = windowOf(place)
  if (noPadding(window.padding)) return [pooling(place, window, 'valid', onlyInput(place))]
  if (place.layer.countIncludePad) return countedAverage(place, window, size)
  return same
    ? [pooling(place, window, 'same', onlyInput(place))]
    : averageWithoutPadding(place, window, size)
}

/** Only what `ceilMode` adds to the written padding does not count. */
function countedAverage(
  place: Place<LayerOf<'avgPool2d'>>,
  window: Window,
  size: Pair,
): readonly KerasNode[] {
  const { padding } = poolWindow({ ...place.layer, ceilMode: false }, [...size, 1])
  const pad = zeroPadding(place.helper('pad'), padding, onlyInput(place))
  const beyond: ExplicitPadding = [
    [0, window.padding[0][1] - padding[0][1]],
    [0, window.padding[1][1] - padding[1][1]],
  ]
  if (noPadding(beyond)) return [pad, pooling(place, window, 'valid', pad.name)]
  const padded: Pair = [
    size[0] + padding[0][0] + padding[0][1],
    size[1] + padding[1][0] + padding[1][1],
  ]
  const means = (input: string): readonly KerasNode[] =>
    averageWithoutPadding({ ...place, inputs: [input] }, { ...window, padding: beyond }, padded)
  return noPadding(padding) ? means(onlyInput(place)) : [pad, ...means(pad.name)]
}
