import type { LayerOf } from '@shared/layers'
import { convTranspose2dWindow } from '@shared/layers/conv-transpose2d'
import { mapInput } from '@shared/layers/definition'
import { dilatedKernel, toPair, type ExplicitPadding, type Pair } from '@shared/math/geometry'
import { spreadKernel, type KernelSpread } from './kernel-spread'
import { cropping, noPadding, onlyInput, type KerasNode, type Place, type ToKeras } from './node'

type Transposed = LayerOf<'convTranspose2d'>

/** One axis as Keras can say it. */
interface Axis {
  /** Cells of the kernel, with what stands between and behind them. */
  readonly kernel: number
  /** Rows or columns that are cut off what Keras's "valid" gives. */
  readonly crop: Pair
  /** Whether Keras's "same" gives just what is left. */
  readonly same: boolean
}

/**
 * Keras's "valid" gives (n − 1) · s + max(k, s), its "same" n · s of these. Where the output has
 * more at its end, zeros behind the kernel make room for it: a bias is there, as it is to be.
 */
function axisOf({ layer, inputShapes }: Place<Transposed>, i: 0 | 1): Axis {
  const window = convTranspose2dWindow(layer, mapInput(inputShapes))
  const [stride, more] = [window.stride[i], toPair(layer.outputPadding)[i]]
  const kernel = dilatedKernel(window.kernel[i], window.dilation[i])
  const [before, after] = window.padding[i]
  const missing = Math.max(0, more - after - Math.max(0, stride - kernel))
  const long = missing === 0 ? kernel : kernel + more - after
  const whole = Math.max(0, kernel - stride)
  return {
    kernel: long,
    crop: [before, missing === 0 ? after - more + Math.max(0, stride - kernel) : 0],
    same:
      before === Math.floor(whole / 2) &&
      after - more === Math.ceil(whole / 2) - Math.max(0, stride - kernel),
  }
}

/**
 * Padding becomes "same" where that means the same cells, else a Cropping2D behind. tfjs knows no
 * dilation, no groups and no output padding here, and writes no dilation_rate: dilation and groups
 * become zeros in the kernel.
 */
export const convTranspose2dToKeras: ToKeras<Transposed> = (place) => {
  const { layer, inputShapes } = place
  const axes = [axisOf(place, 0), axisOf(place, 1)] as const
  const same = axes.every((axis) => axis.same)
  const kernel: Pair = [axes[0].kernel, axes[1].kernel]
  const spread: KernelSpread = {
    kernel: toPair(layer.kernel),
    dilation: toPair(layer.dilation),
    size: kernel,
    inputs: mapInput(inputShapes)[2],
    outputs: layer.channels,
    groups: layer.groups,
  }
  const node: KerasNode = {
    name: layer.id,
    className: 'Conv2DTranspose',
    config: {
      filters: layer.channels,
      kernel_size: kernel,
      strides: toPair(layer.stride),
      padding: same ? 'same' : 'valid',
      data_format: 'channels_last',
      activation: 'linear',
      use_bias: layer.bias,
    },
    inputs: [onlyInput(place)],
    weights: [
      { name: 'kernel', source: 'weight', ...spreadKernel(spread) },
      ...(layer.bias ? [{ name: 'bias', shape: [layer.channels], source: 'bias' as const }] : []),
    ],
  }
  const crop: ExplicitPadding = [axes[0].crop, axes[1].crop]
  return same || noPadding(crop) ? [node] : [node, cropping(place.helper('crop'), crop, layer.id)]
}
