import type { NamedAttrMap, Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { Pair } from '@shared/math/geometry'
import type { TensorFlow } from '../tfjs'
import type { Kernel } from './kernel'
import type { NativeOps } from './native'

const NAME = 'convscope.AvgPool'

interface Settings {
  readonly kernel: Pair
  readonly stride: Pair
}
const settingsOf = (attributes: NamedAttrMap): Settings => attributes as unknown as Settings

const attributes = (ops: NativeOps, { kernel, stride }: Settings) => [
  ops.type('T', 'float32'),
  ops.integers('ksize', [1, ...kernel, 1]),
  ops.integers('strides', [1, ...stride, 1]),
  ops.text('padding', 'VALID'),
  ops.text('data_format', 'NHWC'),
]

/**
 * Where the windows are adjacent and cover the whole input, each cell gets its window's gradient
 * divided by the number of cells. Each column's channels are repeated, then each row. Joining
 * contiguous memory is faster than tf.tile.
 */
function spread(tf: TensorFlow, dy: Tensor4D, [kh, kw]: Pair): Tensor4D {
  const [batch, height, width, channels] = dy.shape
  const times = (tensor: Tensor2D, count: number): Tensor2D =>
    count === 1
      ? tensor
      : tf.concat2d(
          Array.from({ length: count }, () => tensor),
          1,
        )
  const columns = times(
    dy.div<Tensor4D>(kh * kw).reshape<Tensor2D>([batch * height * width, channels]),
    kw,
  )
  const rows = times(columns.reshape<Tensor2D>([batch * height, width * kw * channels]), kh)
  return rows.reshape<Tensor4D>([batch, height * kh, width * kw, channels])
}

const sideBySide = (x: Tensor4D, dy: Tensor4D, { kernel, stride }: Settings): boolean =>
  ([0, 1] as const).every(
    (i) => kernel[i] === stride[i] && (dy.shape[i + 1] ?? 0) * kernel[i] === x.shape[i + 1],
  )

export const avgPoolKernel: Kernel = {
  name: NAME,
  forward: (ops, { x }, given) =>
    ops.run('AvgPool', attributes(ops, settingsOf(given)), [x as Tensor]),
  gradient: {
    saves: { inputs: ['x'] },
    back(ops, gradient, saved, given, tf) {
      const [x, dy, settings] = [saved[0] as Tensor4D, gradient as Tensor4D, settingsOf(given)]
      // TensorFlow's own gradient takes more than twice as long as the spreading (1.2 ms instead of
      // 0.5 ms for LeNet's first pooling).
      const general = (): Tensor =>
        ops.run('AvgPoolGrad', attributes(ops, settings), [tf.tensor1d(x.shape, 'int32'), dy])
      return {
        x: () => (sideBySide(x, dy, settings) ? spread(tf, dy, settings.kernel) : general()),
      }
    },
  },
}

/**
 * Mean of each window of an input that needs no more padding; x is [batch, height, width,
 * channels].
 */
export const averagePool = (tf: TensorFlow, x: Tensor4D, kernel: Pair, stride: Pair): Tensor4D =>
  tf.engine().runKernel(NAME, { x }, { kernel: [...kernel], stride: [...stride] })
