import type { LessonCode } from '../../definition'
import { paddingOf, type ShapeState } from './state'

/** The chapter's `comp_conv2d` with the settings of the calculator. */
export function codeOf(state: ShapeState): LessonCode {
  const { input, kernel, stride, dilation } = state
  const [[top, bottom], [left, right]] = paddingOf(state)
  const even = top === bottom && left === right
  const settings = `kernel_size=(${kernel.join(', ')})${even ? `, padding=(${top}, ${left})` : ''}, stride=(${stride.join(', ')}), dilation=(${dilation.join(', ')})`
  const pytorch = `import torch
from torch import nn

def comp_conv2d(conv2d, X):
    X = X.reshape((1, 1) + X.shape)
    Y = conv2d(X)
    return Y.reshape(Y.shape[2:])

X = torch.rand(size=(${input.join(', ')}))
${even ? '' : `X = nn.functional.pad(X, (${left}, ${right}, ${top}, ${bottom}))  # left, right, top, bottom\n`}conv2d = nn.Conv2d(1, 1, ${settings})
print(list(comp_conv2d(conv2d, X).shape))`
  const tfjs = `const tf = require('@tensorflow/tfjs')

let X = tf.randomUniform([${input.join(', ')}, 1])
X = tf.pad(X, [[${top}, ${bottom}], [${left}, ${right}], [0, 0]])
const K = tf.randomUniform([${kernel.join(', ')}, 1, 1])
${
  // tfjs takes a stride or a dilation, not both at once.
  stride.some((s) => s > 1) && dilation.some((d) => d > 1)
    ? `const all = tf.conv2d(X, K, 1, 'valid', 'NHWC', [${dilation.join(', ')}])
const Y = all.stridedSlice([0, 0, 0], all.shape, [${stride.join(', ')}, 1])`
    : `const Y = tf.conv2d(X, K, [${stride.join(', ')}], 'valid', 'NHWC', [${dilation.join(', ')}])`
}
console.log(Y.shape.slice(0, 2))`
  return { pytorch, tfjs }
}
