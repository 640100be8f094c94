import type { LessonCode } from '../../definition'
import type { ThreeLayersState } from './state'

/** The three layers of 6.1 on a picture of the experiment's size, with their parameters counted. */
export function codeOf({ input, radius }: ThreeLayersState): LessonCode {
  const side = input.length
  const rows = `[${input.map((row) => `[${row.join(', ')}]`).join(', ')}]`
  const pytorch = `import torch
from torch import nn

X = torch.tensor(${rows}, dtype=torch.float32)
n = ${side}

dense = nn.Linear(n * n, n * n)
invariant = nn.Conv2d(1, 1, kernel_size=2 * n - 1, padding=n - 1)
local = nn.Conv2d(1, 1, kernel_size=${2 * radius + 1}, padding=${radius})

for layer, H in [(dense, dense(X.flatten()).reshape(n, n)), (invariant, invariant(X[None, None])[0, 0]), (local, local(X[None, None])[0, 0])]:
    print(layer, tuple(H.shape))

# Parameters of the three, biases included.
print([sum(p.numel() for p in layer.parameters()) for layer in (dense, invariant, local)])`
  const tfjs = `const tf = require('@tensorflow/tfjs')

const X = tf.tensor2d(${rows})
const n = ${side}

const dense = tf.layers.dense({ units: n * n, inputShape: [n * n] })
const invariant = tf.layers.conv2d({ filters: 1, kernelSize: 2 * n - 1, padding: 'same', inputShape: [n, n, 1] })
const local = tf.layers.conv2d({ filters: 1, kernelSize: ${2 * radius + 1}, padding: 'same', inputShape: [n, n, 1] })

for (const layer of [dense, invariant, local]) {
  const H = layer.apply(layer === dense ? X.reshape([1, n * n]) : X.reshape([1, n, n, 1])).reshape([n, n])
  console.log(layer.name, H.shape)
}

// Parameters of the three, biases included.
console.log([dense, invariant, local].map((layer) => layer.countParams()))`
  return { pytorch, tfjs }
}
