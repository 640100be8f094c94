import type { LayerOf } from '@shared/layers'
import { conv2dWindow } from '@shared/layers/conv2d'
import { mapInput } from '@shared/layers/definition'
import { resolvePadding, type Window } from '@shared/math/geometry'
import { groupsFromBlocks, blocksFromGroups } from './groups'
import {
  equalPadding,
  noPadding,
  onlyInput,
  subsampling,
  zeroPadding,
  type KerasNode,
  type KerasWeight,
  type Place,
  type ToKeras,
} from './node'

type Conv = LayerOf<'conv2d'>
const over1 = (sizes: readonly number[]): boolean => sizes.some((size) => size > 1)

/**
 * Explicit padding becomes "same" if that means the same cells, else a ZeroPadding2D before the
 * layer. tfjs can't combine a dilation with a stride, so such a convolution runs at stride 1 and is
 * subsampled. tfjs has no groups: they become a DepthwiseConv2D if each channel is a group of its
 * own, else a kernel with zeros between the groups.
 */
export const conv2dToKeras: ToKeras<Conv> = (place) => {
  const { layer, inputShapes } = place
  const input = mapInput(inputShapes)
  const window = conv2dWindow(layer, input)
  const subsampled = over1(window.dilation) && over1(window.stride)
  const strides = subsampled ? ([1, 1] as const) : window.stride
  const same = resolvePadding('same', [input[0], input[1]], window.kernel, strides, window.dilation)
  const padded = !noPadding(window.padding) && !equalPadding(window.padding, same)
  const nodes: KerasNode[] = padded
    ? [zeroPadding(place.helper('pad'), window.padding, onlyInput(place))]
    : []
  nodes.push({
    name: layer.id,
    ...kernelOf(place, window, input[2]),
    config: {
      ...kernelConfig(place, window, input[2]),
      strides,
      padding: padded || noPadding(window.padding) ? 'valid' : 'same',
      data_format: 'channels_last',
      dilation_rate: window.dilation,
      activation: 'linear',
      use_bias: layer.bias,
    },
    inputs: [nodes[0]?.name ?? onlyInput(place)],
  })
  return subsampled
    ? [...nodes, subsampling(place.helper('subsample'), window.stride, layer.id)]
    : nodes
}

/** tfjs's depthwise layer ignores dilation, and TensorFlow's kernel requires equal strides. */
const isDepthwise = (
  { layer }: Place<Conv>,
  { stride, dilation }: Window,
  channels: number,
): boolean =>
  layer.groups > 1 && layer.groups === channels && !over1(dilation) && stride[0] === stride[1]

const kernelConfig = (
  place: Place<Conv>,
  window: Window,
  channels: number,
): Record<string, unknown> =>
  isDepthwise(place, window, channels)
    ? { kernel_size: window.kernel, depth_multiplier: place.layer.channels / channels }
    : { filters: place.layer.channels, kernel_size: window.kernel }

function kernelOf(
  place: Place<Conv>,
  window: Window,
  channels: number,
): Pick<KerasNode, 'className' | 'weights'> {
  const { layer } = place
  const bias: readonly KerasWeight[] = layer.bias
    ? [{ name: 'bias', shape: [layer.channels], source: 'bias' }]
    : []
  if (isDepthwise(place, window, channels)) {
    // [height, width, 1, in · multiplier] and [height, width, in, multiplier] are the same numbers
    // in the same order.
    const shape = [...window.kernel, channels, layer.channels / channels]
    return {
      className: 'DepthwiseConv2D',
      weights: [{ name: 'depthwise_kernel', shape, source: 'weight' }, ...bias],
    }
  }
  const shape = [...window.kernel, channels, layer.channels]
  const sizes = {
    cells: window.kernel[0] * window.kernel[1],
    inputs: channels,
    outputs: layer.channels,
    groups: layer.groups,
  }
  const kernel: KerasWeight =
    layer.groups === 1
      ? { name: 'kernel', shape, source: 'weight' }
      : {
          name: 'kernel',
          shape,
          source: 'weight',
          pack: (values) => blocksFromGroups(values, sizes),
          unpack: (values) => groupsFromBlocks(values, sizes),
        }
  return { className: 'Conv2D', weights: [kernel, ...bias] }
}
