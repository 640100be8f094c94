import { splitPadding } from '@shared/math/shape-arithmetic'
import type { LessonCode } from '../../definition'
import { strideOf } from './measures'
import type { ShiftState } from './state'

const list = (grid: ShiftState['input']): string =>
  `[${grid.map((row) => `[${row.join(', ')}]`).join(',\n  ')}]`

const TORCH_SHIFT = {
  wrap: `def shift(x, down, right):
    return torch.roll(x, (down, right), (2, 3))`,
  zero: `def shift(x, down, right):
    h, w = x.shape[2:]
    x = F.pad(x, (max(right, 0), max(-right, 0), max(down, 0), max(-down, 0)))
    top, left = max(-down, 0), max(-right, 0)
    return x[:, :, top:top + h, left:left + w]`,
} as const

const TFJS_SHIFT = {
  wrap: `const roll = (x, by, axis) => {
  const n = x.shape[axis]
  const at = (((n - by) % n) + n) % n
  return at === 0 ? x : tf.concat(tf.split(x, [at, n - at], axis).reverse(), axis)
}
const shift = (x, down, right) => roll(roll(x, down, 0), right, 1)`,
  zero: `const shift = (x, down, right) => {
  const padded = tf.pad(x, [[Math.max(down, 0), Math.max(-down, 0)], [Math.max(right, 0), Math.max(-right, 0)]])
  return padded.slice([Math.max(-down, 0), Math.max(-right, 0)], x.shape)
}`,
} as const

/**
 * Shift, then the layer; the layer, then shift; the largest difference, and how much changes in
 * place.
 */
export function codeOf(state: ShiftState): LessonCode {
  const { input, kernel, padding, stride, pool, window, poolStride, edge, down, right } = state
  const [top, bottom] = splitPadding(kernel.length - 1, 'chapter')
  const [left, after] = splitPadding((kernel[0]?.length ?? 1) - 1, 'chapter')
  const [vertical, horizontal] = strideOf(state)
  const own = [Math.round(down / vertical), Math.round(right / horizontal)].map(
    (value) => value + 0,
  )
  const torchPadded =
    padding === 'none'
      ? 'x'
      : `F.pad(x, (${left}, ${after}, ${top}, ${bottom})${padding === 'wrap' ? ", mode='circular'" : ''})`
  const pooled = pool === 'none' ? 'y' : `F.${pool}_pool2d(y, ${window}, ${poolStride})`
  const pytorch = `import torch
from torch.nn import functional as F

X = torch.tensor(${list(input)}, dtype=torch.float32)[None, None]
K = torch.tensor(${list(kernel)}, dtype=torch.float32)[None, None]

${TORCH_SHIFT[edge]}

def layer(x):
    y = F.conv2d(${torchPadded}, K, stride=${stride})
    return ${pooled}

still, moved = layer(X), layer(shift(X, ${down}, ${right}))
expected = shift(still, ${own.join(', ')})
equivariance_error = (moved - expected).abs().max().item()
change_in_place = ((moved - still).norm() / still.norm()).item()
print([equivariance_error, change_in_place])`
  const tfjsPadded =
    padding === 'none'
      ? 'x'
      : padding === 'zero'
        ? `tf.pad(x, [[${top}, ${bottom}], [${left}, ${after}]])`
        : `around(around(x, ${top}, ${bottom}, 0), ${left}, ${after}, 1)`
  const around = `
// Continues the picture with its other side.
const around = (x, before, after, axis) => {
  const n = x.shape[axis]
  const index = Array.from({ length: before + n + after }, (_, i) => (i - before + n) % n)
  return tf.gather(x, index, axis)
}`
  const tfjs = `const tf = require('@tensorflow/tfjs')

const X = tf.tensor2d(${list(input)})
const K = tf.tensor2d(${list(kernel)}).reshape([${kernel.length}, ${kernel[0]?.length ?? 1}, 1, 1])

${TFJS_SHIFT[edge]}${padding === 'wrap' ? around : ''}
const layer = (x) => {
  const y = tf.conv2d(${tfjsPadded}.expandDims(2), K, ${stride}, 'valid')
  return ${pool === 'none' ? 'y.squeeze([2])' : `tf.${pool}Pool(y, ${window}, ${poolStride}, 'valid').squeeze([2])`}
}

const [still, moved] = [layer(X), layer(shift(X, ${down}, ${right}))]
const expected = shift(still, ${own.join(', ')})
const equivarianceError = moved.sub(expected).abs().max().dataSync()[0]
const changeInPlace = moved.sub(still).norm().div(still.norm()).dataSync()[0]
console.log([equivarianceError, changeInPlace])`
  return { pytorch, tfjs }
}
