import type { Tensor, Tensor4D } from '@tensorflow/tfjs'
import { conv2dWindow, type Conv2d } from '@shared/layers/conv2d'
import type { MapShape } from '@shared/layers/definition'
import type { Pair } from '@shared/math/geometry'
import { tensorflow } from '../runtime/tensorflow'
import { biasAdd } from './bias-add'
import { onlyInput, type LayerOp } from './layer-op'
import { padded } from './window'

/**
 * A dilated kernel written out with zeros between its cells. TensorFlow's CPU kernels have no gradient for dilation
 * together with stride; this costs some multiplications by 0 and is right everywhere.
 */
function dilate(kernel: Tensor4D, [vertical, horizontal]: Pair): Tensor4D {
  if (vertical === 1 && horizontal === 1) return kernel
  const [h, w, i, o] = kernel.shape
  const spread = kernel.reshape([h, 1, w, 1, i, o]).pad([[0, 0], [0, vertical - 1], [0, 0], [0, horizontal - 1], [0, 0], [0, 0]])
  return spread
    .reshape<Tensor4D>([h * vertical, w * horizontal, i, o])
    .slice([0, 0, 0, 0], [(h - 1) * vertical + 1, (w - 1) * horizontal + 1, i, o])
}

/** Groups run side by side: each sees its share of the channels. One input channel a group is the depthwise kernel. */
function grouped(x: Tensor4D, kernel: Tensor4D, groups: number, stride: Pair, pad: 'valid' | 'same'): Tensor4D {
  const tf = tensorflow()
  const strides: [number, number] = [stride[0], stride[1]]
  if (groups === 1) return tf.conv2d<Tensor4D>(x, kernel, strides, pad)
  const [h, w, perGroup, channels] = kernel.shape
  if (perGroup === 1 && stride[0] === stride[1]) {
    return tf.depthwiseConv2d(x, kernel.reshape<Tensor4D>([h, w, groups, channels / groups]), strides, pad)
  }
  const inputs = tf.split<Tensor4D>(x, groups, 3)
  const kernels = tf.split<Tensor4D>(kernel, groups, 3)
  return tf.concat<Tensor4D>(
    inputs.map((input, g) => tf.conv2d<Tensor4D>(input, kernels[g] as Tensor4D, strides, pad)),
    3,
  )
}

/** Convolution of a [batch, height, width, channels] tensor, as chapter 6.2 calls the cross-correlation. */
export const conv2d: LayerOp<Conv2d> = ({ layer, inputs, weight }): Tensor => {
  const input = onlyInput(inputs) as Tensor4D
  const window = conv2dWindow(layer, input.shape.slice(1) as unknown as MapShape)
  const kernel = dilate(weight('weight') as Tensor4D, window.dilation)
  const { x, pad } = padded(input, { ...window, kernel: [kernel.shape[0], kernel.shape[1]] }, 0, true)
  const output = grouped(x, kernel, layer.groups, window.stride, pad)
  return layer.bias ? biasAdd(output, weight('bias')) : output
}
