import type { LessonCode } from '../../definition'
import type { PixelwiseState } from './state'

/** The chapter's comparison of a 1×1 convolution with a matrix product at every pixel. */
export function codeOf({ channels, outputs, height, width, seed }: PixelwiseState): LessonCode {
  const pytorch = `import torch

torch.manual_seed(${seed})  # PyTorch's own numbers for this seed

def corr2d_multi_in_out_1x1(X, K):
    c_i, h, w = X.shape
    c_o = K.shape[0]
    X = X.reshape((c_i, h * w))
    K = K.reshape((c_o, c_i))
    Y = torch.matmul(K, X)
    return Y.reshape((c_o, h, w))

X = torch.normal(0, 1, (${channels}, ${height}, ${width}))
K = torch.normal(0, 1, (${outputs}, ${channels}, 1, 1))
Y1 = corr2d_multi_in_out_1x1(X, K)
Y2 = torch.nn.functional.conv2d(X[None], K)[0]
print(float(torch.abs(Y1 - Y2).sum()))`
  const tfjs = `const tf = require('@tensorflow/tfjs')

const X = tf.randomNormal([${height}, ${width}, ${channels}], 0, 1, 'float32', ${seed})
const K = tf.randomNormal([${channels}, ${outputs}], 0, 1, 'float32', ${seed + 1})

const Y1 = tf.matMul(X.reshape([${height * width}, ${channels}]), K).reshape([${height}, ${width}, ${outputs}])
const Y2 = tf.conv2d(X, K.reshape([1, 1, ${channels}, ${outputs}]), 1, 'valid')
console.log(Y1.sub(Y2).abs().sum().dataSync()[0])`
  return { pytorch, tfjs }
}
