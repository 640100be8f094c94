import type { LessonCode } from '../../definition'
import { inputOf, kernelsOf, type ChannelTensorState } from './state'

const list = (nested: unknown): string => JSON.stringify(nested).replaceAll(',', ', ')

/**
 * The four-index tensor in the orders of both tools: PyTorch [d, c, a, b], TensorFlow [a, b, c, d].
 */
export function codeOf(state: ChannelTensorState): LessonCode {
  const { radius, a, b, c, d, row, column } = state
  const [input, kernels] = [inputOf(state), kernelsOf(state)]
  const pytorch = `import torch

X = torch.tensor(${list(input)}, dtype=torch.float32)
V = torch.tensor(${list(kernels)}, dtype=torch.float32)
print('V', tuple(V.shape))  # PyTorch: (d, c, a, b)

H = torch.nn.functional.conv2d(X[None], V, padding=${radius})[0]
print('H', tuple(H.shape))
print('V[a, b, c, d] =', V[${d}, ${c}, ${a + radius}, ${b + radius}].item())
print('H[i, j, d] =', H[${d}, ${row}, ${column}].item())
print(H[:, ${row}, ${column}].tolist())`
  const tfjs = `const tf = require('@tensorflow/tfjs')

const X = tf.tensor3d(${list(input)}).transpose([1, 2, 0])
const V = tf.tensor4d(${list(kernels)}).transpose([2, 3, 1, 0])
console.log('V', V.shape) // TensorFlow: [a, b, c, d]

const H = tf.conv2d(X, V, 1, ${radius}, 'NHWC', 1, 'floor')
console.log('H', H.shape)
console.log('V[a, b, c, d] =', V.arraySync()[${a + radius}][${b + radius}][${c}][${d}])
console.log('H[i, j, d] =', H.arraySync()[${row}][${column}][${d}])
console.log(H.arraySync()[${row}][${column}])`
  return { pytorch, tfjs }
}
