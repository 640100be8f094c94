import type { ShiftedOutputs, ShiftLayers } from '@shared/contract/experiments'
import type { Pair, Window } from '@shared/math/geometry'
import { shiftGrid } from '@shared/math/shift'
import { keepingSize, wrapped } from '@shared/math/shift-layer'
import type { Tensor4D } from '@tensorflow/tfjs'
import { avgPool2d, conv2d, maxPool2d } from '../operations/kernels'
import { tensorflow, type TensorFlow } from '../runtime/tensorflow'
import { checkFits, plainWindow, sizeOf, toFilter } from './grids'

function pool(
  tf: TensorFlow,
  maps: Tensor4D,
  { kind, window, stride }: NonNullable<ShiftLayers['pool']>,
): Tensor4D {
  const [, height, width] = maps.shape
  checkFits([window, window], [height, width])
  const sliding: Window = { ...plainWindow([window, window]), stride: [stride, stride] }
  const size: Pair = [
    Math.floor((height - window) / stride) + 1,
    Math.floor((width - window) / stride) + 1,
  ]
  return kind === 'max' ? maxPool2d(maps, sliding, size) : avgPool2d(maps, sliding, true)
}

/** [shifts, height, width, 1] in the form of the contract. */
const read = (maps: Tensor4D): ShiftedOutputs['convolution'] => ({
  shape: maps.shape.slice(0, 3),
  data: Float32Array.from(maps.dataSync<'float32'>()),
})

/**
 * A convolution, and pooling after it, on every shift of one picture in one batch (chapters 6.1.1
 * and 6.2.4).
 * @throws AppError `invalid-argument` if the kernel or the pooling window does not fit
 */
export function shiftLayers({
  input,
  kernel,
  padding,
  stride,
  pool: pooling,
  edge,
  shifts,
}: ShiftLayers): ShiftedOutputs {
  const extent = sizeOf(kernel)
  const around = keepingSize(kernel)
  const moved = shifts
    .map((shift) => shiftGrid(input, shift, edge))
    .map((grid) => (padding === 'wrap' ? wrapped(grid, around) : grid))
  const picture = sizeOf(moved[0] ?? input)
  if (padding === 'none') checkFits(extent, picture)
  const window: Window = {
    kernel: extent,
    stride: [stride, stride],
    dilation: [1, 1],
    padding:
      padding === 'zero'
        ? around
        : [
            [0, 0],
            [0, 0],
          ],
  }
  const tf = tensorflow()
  const [maps, pooled] = tf.tidy(() => {
    const batch = tf.tensor4d(Float32Array.from(moved.flat(2)), [moved.length, ...picture, 1])
    const convolved = conv2d(batch, toFilter(tf, kernel), window, 1)
    return pooling ? [convolved, pool(tf, convolved, pooling)] : [convolved]
  }) as [Tensor4D, Tensor4D?]
  try {
    return { convolution: read(maps), pooled: pooled ? read(pooled) : null }
  } finally {
    tf.dispose(pooled ? [maps, pooled] : [maps])
  }
}
