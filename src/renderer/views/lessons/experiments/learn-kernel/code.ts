import { largestLearningRate } from '@shared/math/reference'
import type { LessonCode } from '../../definition'
import type { LearnKernelState } from './state'

const list = (grid: LearnKernelState['input']): string =>
  `[${grid.map((row) => `[${row.join(', ')}]`).join(', ')}]`

/** The chapter's program with the numbers of the experiment. */
export function codeOf({
  input,
  teacher,
  start,
  learningRate,
  iterations,
  flip,
}: LearnKernelState): LessonCode {
  const [height, width] = [teacher.length, teacher[0]?.length ?? 1]
  const first = 'seed' in start ? undefined : start
  /**
   * Random beginnings and rates that diverge end elsewhere in every tool; then the loss is printed
   * last.
   */
  const settled = first !== undefined && learningRate < largestLearningRate(input, [height, width])
  const pytorch = `import torch
from torch import nn
${'seed' in start ? `\ntorch.manual_seed(${start.seed})  # PyTorch's own numbers for this seed` : ''}
X = torch.tensor(${list(input)}, dtype=torch.float32)[None, None]
K = torch.tensor(${list(teacher)}, dtype=torch.float32)[None, None]
Y = nn.functional.conv2d(X, K)

conv2d = nn.Conv2d(1, 1, kernel_size=(${height}, ${width}), bias=False)
${first ? `conv2d.weight.data[:] = torch.tensor(${list(first)}, dtype=torch.float32)\n` : ''}lr = ${learningRate}
for i in range(${iterations}):
    ${flip ? 'Y_hat = nn.functional.conv2d(X, conv2d.weight.flip(2, 3))  # convolution: the kernel is flipped' : 'Y_hat = conv2d(X)'}
    l = (Y_hat - Y) ** 2
    conv2d.zero_grad()
    l.sum().backward()
    conv2d.weight.data[:] -= lr * conv2d.weight.grad
    if (i + 1) % 2 == 0:
        print(f'epoch {i+1}, loss {l.sum():.3f}')
print(conv2d.weight.data.reshape((${height}, ${width})).tolist())${settled ? '' : '\nprint(l.sum().item())'}`
  const tfjs = `const tf = require('@tensorflow/tfjs')

const X = tf.tensor4d(${list(input)}.flat(), [1, ${input.length}, ${input[0]?.length ?? 1}, 1])
const K = tf.tensor4d(${list(teacher)}.flat(), [${height}, ${width}, 1, 1])
const Y = tf.conv2d(X, K, 1, 'valid')

const W = tf.variable(${first ? `tf.tensor4d(${list(first)}.flat(), [${height}, ${width}, 1, 1])` : `tf.randomUniform([${height}, ${width}, 1, 1], ${-1 / Math.sqrt(height * width)}, ${1 / Math.sqrt(height * width)})`})
const predict = () => tf.conv2d(X, ${flip ? 'W.reverse([0, 1])' : 'W'}, 1, 'valid')
const loss = () => predict().sub(Y).square().sum()
const lr = ${learningRate}
for (let i = 0; i < ${iterations}; i++) {
  const { value, grads } = tf.variableGrads(loss, [W])
  W.assign(W.sub(grads[W.name].mul(lr)))
  if ((i + 1) % 2 === 0) console.log(\`epoch \${i + 1}, loss \${value.dataSync()[0].toFixed(3)}\`)
}
console.log(W.reshape([${height}, ${width}]).arraySync())${settled ? '' : '\nconsole.log(loss().dataSync()[0])'}`
  return { pytorch, tfjs }
}
