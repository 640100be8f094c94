import type { Tensor4D } from '@tensorflow/tfjs'
import { samePadding, type ExplicitPadding, type Window } from '@shared/math/geometry'
import { tensorflow } from '../runtime/tensorflow'

const isZero = (padding: ExplicitPadding): boolean => padding.flat().every((side) => side === 0)

/** Whether numbers happen to be what TensorFlow calls "same": it then pads inside its kernel, without a copy. */
const isSame = (window: Window, height: number, width: number): boolean =>
  ([0, 1] as const).every((i) => {
    const [before, after] = samePadding(i === 0 ? height : width, window.kernel[i], window.stride[i], 1)
    return window.padding[i][0] === before && window.padding[i][1] === after
  })

/**
 * A batch made ready for a kernel that knows only "valid" and "same": padded with `value` where neither fits. TensorFlow's
 * pooling kernels pad with −∞ and with nothing counted, its convolution with 0, hence `native`.
 */
export function padded(x: Tensor4D, window: Window, value: number, native: boolean): { x: Tensor4D; pad: 'valid' | 'same' } {
  if (isZero(window.padding)) return { x, pad: 'valid' }
  const [, height, width] = x.shape
  if (native && isSame(window, height, width)) return { x, pad: 'same' }
  const [rows, columns] = window.padding
  return {
    x: tensorflow().pad(x, [[0, 0], [rows[0], rows[1]], [columns[0], columns[1]], [0, 0]], value),
    pad: 'valid',
  }
}
