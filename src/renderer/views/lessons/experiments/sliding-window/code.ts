import { shortFloat32 } from '@shared/contract/volume'
import type { TensorData } from '@shared/contract/common'
import { isPooling } from '@shared/operations'
import type { LessonCode } from '../../definition'
import { rememberUnpinned, windowOf, type SlidingState } from './state'

/** More numbers than these are not written out. */
const WRITTEN = 2048

/** A volume as nested brackets, a line a row of the innermost grids. */
function nested({ shape, data }: TensorData, level = 0, offset = 0): string {
  const [length = 1, ...rest] = shape.slice(level)
  if (rest.length === 0)
    return `[${Array.from(data.subarray(offset, offset + length), (value) => String(shortFloat32(value))).join(', ')}]`
  const stride = rest.reduce((product, n) => product * n, 1)
  const members = Array.from({ length }, (_, index) =>
    nested({ shape, data }, level + 1, offset + index * stride),
  )
  const indent = ' '.repeat(level + 1)
  return `[${members.join(`,\n${indent}`)}]`
}

const pair = ([down, across]: readonly [number, number], open = '(', close = ')'): string =>
  down === across ? String(down) : `${open}${down}, ${across}${close}`
const indented = (text: string, by: number): string => text.replaceAll('\n', `\n${' '.repeat(by)}`)

/** The state's computation as complete programs. */
export const codeOf = rememberUnpinned((state): LessonCode => ({
  pytorch: pytorch(state),
  tfjs: tfjs(state),
}))

function pytorchTensor(name: string, volume: TensorData): string {
  const head = `${name} = torch.tensor(`
  return volume.data.length > WRITTEN
    ? `${name} = torch.rand(${volume.shape.join(', ')})  # ${volume.data.length} numbers of your own go here`
    : `${head}${indented(nested(volume), head.length)}, dtype=torch.float32)`
}

function pytorch(state: SlidingState): string {
  const { operation, input, kernel, bias, padding, groups, countIncludePad, padWithZero } = state
  const { kernel: size, stride, dilation } = windowOf(state)
  const [[top, bottom], [left, right]] = padding
  const isPadded = top + bottom + left + right > 0
  const symmetric = top === bottom && left === right
  const lines = [
    'import torch',
    'import torch.nn.functional as F',
    '',
    '# channels, height, width',
    pytorchTensor('X', input),
  ]
  const outside = (value: string): string =>
    `X = F.pad(X, (${left}, ${right}, ${top}, ${bottom})${value})  # left, right, top, bottom`
  const steps = [
    ...(stride[0] * stride[1] > 1 ? [`stride=${pair(stride)}`] : []),
    ...(dilation[0] * dilation[1] > 1 ? [`dilation=${pair(dilation)}`] : []),
  ]
  if (!isPooling(operation)) {
    lines.push(
      `# output channels, input channels${groups > 1 ? ' of the group' : ''}, height, width`,
      pytorchTensor('K', kernel),
    )
    if (operation === 'convolution')
      lines.push('K = K.flip(-1, -2)  # a convolution turns the kernel by half a turn')
    if (isPadded && !symmetric) lines.push(outside(''))
    const settings = [
      ...(bias.some((value) => value !== 0)
        ? [
            `bias=torch.tensor([${bias.map((value) => value.toString()).join(', ')}], dtype=torch.float32)`,
          ]
        : []),
      ...(isPadded && symmetric ? [`padding=${pair([top, left])}`] : []),
      ...steps,
      ...(groups > 1 ? [`groups=${groups}`] : []),
    ]
    lines.push(`Y = F.conv2d(${['X.unsqueeze(0)', 'K', ...settings].join(', ')}).squeeze(0)`)
  } else {
    // The stride of a pooling is its window unless said otherwise; said here in any case.
    const settings = [
      'X.unsqueeze(0)',
      pair(size),
      `stride=${pair(stride)}`,
      ...steps.filter((step) => step.startsWith('dilation')),
    ]
    const within = symmetric && top * 2 <= size[0] && left * 2 <= size[1]
    if (operation === 'max-pool') {
      const plain = isPadded && within && !padWithZero
      if (isPadded && !plain) lines.push(outside(padWithZero ? '' : ", value=float('-inf')"))
      lines.push(
        `Y = F.max_pool2d(${[...settings, ...(plain ? [`padding=${pair([top, left])}`] : [])].join(', ')}).squeeze(0)`,
      )
    } else if (!isPadded || within) {
      lines.push(
        `Y = F.avg_pool2d(${[...settings, ...(isPadded ? [`padding=${pair([top, left])}`, `count_include_pad=${countIncludePad ? 'True' : 'False'}`] : [])].join(', ')}).squeeze(0)`,
      )
    } else {
      if (!countIncludePad)
        lines.push(`inside = F.pad(torch.ones_like(X), (${left}, ${right}, ${top}, ${bottom}))`)
      lines.push(outside(''), `Y = F.avg_pool2d(${settings.join(', ')}).squeeze(0)`)
      if (!countIncludePad)
        lines.push(
          `Y = Y / F.avg_pool2d(${settings.join(', ').replace('X.', 'inside.')}).squeeze(0)`,
        )
    }
  }
  return [...lines, 'print(Y.tolist())'].join('\n')
}

function tfjsTensor(name: string, volume: TensorData, order: string): string {
  const head = `const ${name} = tf.tensor(`
  return volume.data.length > WRITTEN
    ? `const ${name} = tf.randomUniform([${volume.shape.join(', ')}]).transpose([${order}]) // ${volume.data.length} numbers of your own go here`
    : `${head}${indented(nested(volume), head.length)}).transpose([${order}])`
}

function tfjs(state: SlidingState): string {
  const { operation, input, kernel, bias, padding, groups, countIncludePad, padWithZero } = state
  const { kernel: size, stride, dilation } = windowOf(state)
  const [[top, bottom], [left, right]] = padding
  const isPadded = top + bottom + left + right > 0
  const list = (values: readonly number[]): string => `[${values.join(', ')}]`
  const around = `[[${top}, ${bottom}], [${left}, ${right}], [0, 0]]`
  const lines = [
    "const tf = require('@tensorflow/tfjs')",
    '',
    '// channels, height, width; TensorFlow wants the channels last',
    tfjsTensor('X', input, '1, 2, 0'),
  ]
  const spread = dilation[0] * dilation[1] > 1
  const strided = stride[0] * stride[1] > 1
  // TensorFlow.js takes a stride or a dilation, not both: then every output is computed and some
  // are kept.
  const both = spread && strided
  const inner = both ? [1, 1] : stride
  const keep = both ? `.stridedSlice([0, 0, 0], Y.shape, [${stride.join(', ')}, 1])` : ''
  if (!isPooling(operation)) {
    lines.push(
      `// output channels, input channels${groups > 1 ? ' of the group' : ''}, height, width`,
      tfjsTensor('K', kernel, '2, 3, 1, 0'),
    )
    const turned = operation === 'convolution' ? 'K.reverse([0, 1])' : 'K'
    if (isPadded) lines.push(`const padded = tf.pad(X, ${around})`)
    const x = isPadded ? 'padded' : 'X'
    const call = (a: string, k: string): string =>
      `tf.conv2d(${a}, ${k}, ${list(inner)}, 'valid'${spread ? `, 'NHWC', ${list(dilation)}` : ''})`
    if (groups > 1) {
      lines.push(
        `const kernels = tf.split(${turned}, ${groups}, 3)`,
        `let Y = tf.concat(tf.split(${x}, ${groups}, 2).map((part, g) => ${call('part', 'kernels[g]')}), 2)`,
      )
    } else lines.push(`let Y = ${call(x, turned)}`)
    if (bias.some((value) => value !== 0)) lines.push(`Y = Y.add(tf.tensor1d(${list(bias)}))`)
    if (keep) lines.push(`Y = Y${keep}`)
  } else {
    const value = operation === 'max-pool' && !padWithZero ? ', -Infinity' : ''
    if (isPadded) lines.push(`const padded = tf.pad(X, ${around}${value})`)
    const x = isPadded ? 'padded' : 'X'
    if (operation === 'max-pool' && spread)
      lines.push(
        `let Y = tf.pool(${x}, ${list(size)}, 'max', 'valid', ${list(dilation)}, ${list(inner)})`,
      )
    else
      lines.push(
        `let Y = tf.${operation === 'max-pool' ? 'maxPool' : 'avgPool'}(${x}, ${list(size)}, ${list(stride)}, 'valid')`,
      )
    if (operation === 'avg-pool' && isPadded && !countIncludePad)
      lines.push(
        `const inside = tf.pad(tf.onesLike(X), ${around})`,
        `Y = Y.div(tf.avgPool(inside, ${list(size)}, ${list(stride)}, 'valid'))`,
      )
    if (keep) lines.push(`Y = Y${keep}`)
  }
  return [...lines, 'console.log(Y.transpose([2, 0, 1]).arraySync())'].join('\n')
}
