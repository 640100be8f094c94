import { AppError } from '@shared/errors'
import type { LayerOf } from '@shared/layers'
import { mapInput } from '@shared/layers/definition'
import { poolWindow } from '@shared/layers/pooling'
import { outputSize, resolvePadding, type Pair, type Window } from '@shared/math/geometry'
import { edgePadding } from './edge-padding'
import { cropping, equalPadding, noPadding, onlyInput, subsampling, zeroPadding, type KerasNode, type Place, type ToKeras } from './node'

type Pool = LayerOf<'maxPool2d' | 'avgPool2d'>
const CLASS_NAMES = { maxPool2d: 'MaxPooling2D', avgPool2d: 'AveragePooling2D' } as const

const pooling = ({ layer }: Place<Pool>, window: Window, padding: 'valid' | 'same', input: string): KerasNode => ({
  name: layer.id,
  className: CLASS_NAMES[layer.kind],
  config: { pool_size: window.kernel, strides: window.stride, padding, data_format: 'channels_last' },
  inputs: [input],
  weights: [],
})

/** The window over [height, width], and whether its padding is what "same" would be. */
function windowOf({ layer, inputShapes }: Place<Pool>): { window: Window; size: Pair; same: boolean } {
  const [height, width, channels] = mapInput(inputShapes)
  const window = poolWindow(layer, [height, width, channels])
  const size: Pair = [height, width]
  return { window, size, same: equalPadding(window.padding, resolvePadding('same', size, window.kernel, window.stride, window.dilation)) }
}

/**
 * Keras's "same" pads a maximum with −∞, as ours is padded. Other paddings have no Keras form: zeros do where no value is
 * negative, else the picture's edge is repeated, which adds no value to any window that it did not hold already.
 */
export const maxPool2dToKeras: ToKeras<LayerOf<'maxPool2d'>> = (place) => {
  const { window, size, same } = windowOf(place)
  if (noPadding(window.padding)) return [pooling(place, window, 'valid', onlyInput(place))]
  if (same) return [pooling(place, window, 'same', onlyInput(place))]
  const pad = place.nonNegative ? [zeroPadding(place.helper('pad'), window.padding, onlyInput(place))] : edgePadding(place, window.padding, size)
  return [...pad, pooling(place, window, 'valid', pad.at(-1)?.name ?? '')]
}

/** Padding that counts is zeros in front; padding that doesn't is Keras's "same". */
export const avgPool2dToKeras: ToKeras<LayerOf<'avgPool2d'>> = (place) => {
  const { window, size, same } = windowOf(place)
  if (noPadding(window.padding)) return [pooling(place, window, 'valid', onlyInput(place))]
  if (place.layer.countIncludePad) {
    const pad = zeroPadding(place.helper('pad'), window.padding, onlyInput(place))
    return [pad, pooling(place, window, 'valid', pad.name)]
  }
  return same ? [pooling(place, window, 'same', onlyInput(place))] : croppedAverage(place, window, size)
}

/**
 * "same" at stride 1 has a window around every cell; the wanted ones are cut out and subsampled. They are among them where
 * the leading padding is at most ⌊(k − 1) / 2⌋ and the trailing one at most ⌈(k − 1) / 2⌉.
 */
function croppedAverage(place: Place<Pool>, window: Window, size: Pair): readonly KerasNode[] {
  const output = outputSize(size, window)
  const cut = ([0, 1] as const).map((i): Pair => {
    const before = Math.floor((window.kernel[i] - 1) / 2) - window.padding[i][0]
    return [before, size[i] - before - ((output[i] - 1) * window.stride[i] + 1)]
  })
  const [vertical, horizontal] = cut
  if (!vertical || !horizontal || cut.flat().some((amount) => amount < 0)) {
    throw new AppError(
      'unsupported',
      `Layer "${place.layer.id}": Keras has no average pooling with this padding that leaves the padding out of the count. Set countIncludePad to true, pad by less than half the window, or export as npz.`,
      { layer: place.layer.id, field: 'padding' },
    )
  }
  const all = pooling(place, { ...window, stride: [1, 1] }, 'same', onlyInput(place))
  const crop = cropping(place.helper('crop'), [vertical, horizontal], all.name)
  return window.stride.join() === '1,1' ? [all, crop] : [all, crop, subsampling(place.helper('subsample'), window.stride, crop.name)]
}
