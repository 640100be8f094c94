import type { Tensor, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../../tfjs'
import type { Kernel } from '../kernel'
import type { NativeOps } from '../native'
import { filterGradient } from './filter-gradient'
import { inputGradient } from './input-gradient'
import { attributes, settingsOf } from './settings'

export const NAME = 'convscope.Conv2D'

type Part = (dy: Tensor4D, x: Tensor4D, filter: Tensor4D) => Tensor4D

/**
 * TensorFlow has no gradients of grouped convolutions on the CPU, so each group is computed as a
 * convolution of its own.
 */
function byGroup(
  tf: TensorFlow,
  groups: number,
  [dy, x, filter]: Parameters<Part>,
  part: Part,
): Tensor4D {
  if (groups === 1) return part(dy, x, filter)
  const [dys, xs, filters] = [dy, x, filter].map((whole) => tf.split(whole, groups, 3)) as [
    Tensor4D[],
    Tensor4D[],
    Tensor4D[],
  ]
  const parts = dys.map((slice, group) =>
    part(slice, xs[group] as Tensor4D, filters[group] as Tensor4D),
  )
  return tf.concat4d(parts, 3)
}

/**
 * The same tensor after an operation that does nothing. In a graph TensorFlow fuses a convolution
 * with the bias or batch norm that follows, and its fused convolution does not support groups.
 */
function unfusable(ops: NativeOps, maps: Tensor): Tensor {
  const same = ops.run(
    'EnsureShape',
    [ops.type('T', 'float32'), ops.shape('shape', maps.shape)],
    [maps],
  )
  maps.dispose()
  return same
}

export const conv2dKernel: Kernel = {
  name: NAME,
  forward(ops, { x, filter }, given) {
    const settings = settingsOf(given)
    const maps = ops.run('Conv2D', attributes(ops, settings), [x as Tensor, filter as Tensor])
    return settings.groups === 1 ? maps : unfusable(ops, maps)
  },
  gradient: {
    saves: { inputs: ['x', 'filter'] },
    back(ops, gradient, saved, given, tf) {
      const [x, filter] = saved as [Tensor4D, Tensor4D]
      const [dy, settings] = [gradient as Tensor4D, settingsOf(given)]
      // The input's channels and the filter's outputs are both the last axis, so both gradients can
      // split along it.
      const part =
        (of: typeof inputGradient): Part =>
        (...parts) =>
          of(tf, ops, ...parts, settings)
      return {
        x: () => byGroup(tf, settings.groups, [dy, x, filter], part(inputGradient)),
        filter: () => byGroup(tf, settings.groups, [dy, x, filter], part(filterGradient)),
      }
    },
  },
}
