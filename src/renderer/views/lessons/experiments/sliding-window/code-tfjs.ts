import type { TensorData } from '@shared/contract/common'
import { isPooling } from '@shared/operations'
import { windowOf, type SlidingState } from './state'
import { isWritten, withVolume } from './code-volume'

const list = (values: readonly number[]): string => `[${values.join(', ')}]`

function tensor(name: string, volume: TensorData, order: string): string {
  const end = `.transpose([${order}])`
  return isWritten(volume)
    ? withVolume(`const ${name} = tf.tensor(`, volume, `)${end}`)
    : `const ${name} = tf.randomUniform([${volume.shape.join(', ')}])${end} // ${volume.data.length} numbers of your own go here`
}

/**
 * TensorFlow.js takes a stride or a dilation, not both: then every output is computed and some are
 * kept.
 */
function stepsOf(state: SlidingState) {
  const { stride, dilation } = windowOf(state)
  const isSpread = dilation[0] * dilation[1] > 1
  const isBoth = isSpread && stride[0] * stride[1] > 1
  return {
    isSpread,
    dilation,
    stride: isBoth ? ([1, 1] as const) : stride,
    keep: isBoth ? [`Y = Y.stridedSlice([0, 0, 0], Y.shape, [${stride.join(', ')}, 1])`] : [],
  }
}

function paddingOf({ padding }: SlidingState) {
  const [[top, bottom], [left, right]] = padding
  const isPadded = top + bottom + left + right > 0
  const around = `[[${top}, ${bottom}], [${left}, ${right}], [0, 0]]`
  return {
    isPadded,
    around,
    x: isPadded ? 'padded' : 'X',
    padded: (value = ''): string[] =>
      isPadded ? [`const padded = tf.pad(X, ${around}${value})`] : [],
  }
}

function convolution(state: SlidingState): string[] {
  const { operation, kernel, bias, groups } = state
  const { isSpread, dilation, stride, keep } = stepsOf(state)
  const { x, padded } = paddingOf(state)
  const turned = operation === 'convolution' ? 'K.reverse([0, 1])' : 'K'
  const dilated = isSpread ? `, 'NHWC', ${list(dilation)}` : ''
  const call = (a: string, k: string): string =>
    `tf.conv2d(${a}, ${k}, ${list(stride)}, 'valid'${dilated})`
  const grouped = [
    `const kernels = tf.split(${turned}, ${groups}, 3)`,
    `let Y = tf.concat(tf.split(${x}, ${groups}, 2).map((part, g) => ${call('part', 'kernels[g]')}), 2)`,
  ]
  return [
    `// output channels, input channels${groups > 1 ? ' of the group' : ''}, height, width`,
    tensor('K', kernel, '2, 3, 1, 0'),
    ...padded(),
    ...(groups > 1 ? grouped : [`let Y = ${call(x, turned)}`]),
    ...(bias.some((value) => value !== 0) ? [`Y = Y.add(tf.tensor1d(${list(bias)}))`] : []),
    ...keep,
  ]
}

function maxPooling(state: SlidingState): string[] {
  const { kernel } = windowOf(state)
  const { isSpread, dilation, stride, keep } = stepsOf(state)
  const { x, padded } = paddingOf(state)
  const call = isSpread
    ? `tf.pool(${x}, ${list(kernel)}, 'max', 'valid', ${list(dilation)}, ${list(stride)})`
    : `tf.maxPool(${x}, ${list(kernel)}, ${list(stride)}, 'valid')`
  return [...padded(state.padWithZero ? '' : ', -Infinity'), `let Y = ${call}`, ...keep]
}

function averagePooling(state: SlidingState): string[] {
  const { kernel, stride } = windowOf(state)
  const { isPadded, around, x, padded } = paddingOf(state)
  const settings = `${list(kernel)}, ${list(stride)}, 'valid'`
  const counts = [
    `const inside = tf.pad(tf.onesLike(X), ${around})`,
    `Y = Y.div(tf.avgPool(inside, ${settings}))`,
  ]
  return [
    ...padded(),
    `let Y = tf.avgPool(${x}, ${settings})`,
    ...(isPadded && !state.countIncludePad ? counts : []),
    ...stepsOf(state).keep,
  ]
}

/** The state's computation in TensorFlow.js. */
export function tfjs(state: SlidingState): string {
  const { operation, input } = state
  const compute = isPooling(operation)
    ? operation === 'max-pool'
      ? maxPooling
      : averagePooling
    : convolution
  return [
    "const tf = require('@tensorflow/tfjs')",
    '',
    '// channels, height, width; TensorFlow wants the channels last',
    tensor('X', input, '1, 2, 0'),
    ...compute(state),
    'console.log(Y.transpose([2, 0, 1]).arraySync())',
  ].join('\n')
}
