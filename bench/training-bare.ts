/**
 * LeNet of chapter 6.3 in a bare tfjs-node loop, as its documentation would have it: tf.variableGrads and tf.train.sgd on
 * tfjs's own operations, with nothing of this project but the way to the library. What the app's loop is compared with.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Tensor4D, Variable } from '@tensorflow/tfjs'
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend'
import type { TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding'
import { cacheFolder } from '../src/engine/runtime/paths'
import { option } from './lib/option'
import { BATCH_SIZE, fashionMnist, LEARNING_RATE, measure } from './lib/training'

const PACKAGE = '@tensorflow/tfjs-node-gpu'
const require = createRequire(__filename)

/** tfjs-node without the project's kernels and gradients. */
function stockTensorflow(): typeof import('@tensorflow/tfjs') {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2'
  const { binding } = JSON.parse(readFileSync(join(cacheFolder(), 'tensorflow', 'current.json'), 'utf8')) as { binding: string }
  require(`${PACKAGE}/dist/register_all_kernels`)
  const tf = require('@tensorflow/tfjs') as typeof import('@tensorflow/tfjs')
  const { NodeJSKernelBackend: Backend } = require(`${PACKAGE}/dist/nodejs_kernel_backend`) as {
    NodeJSKernelBackend: new (binding: TFJSBinding, name: string) => NodeJSKernelBackend
  }
  tf.env().set('IS_NODE', true)
  tf.registerBackend('tensorflow', () => new Backend(require(binding) as TFJSBinding, PACKAGE), 3)
  void tf.setBackend('tensorflow')
  tf.enableProdMode()
  return tf
}

const tf = stockTensorflow()
const { images, labels, count } = fashionMnist()
const pictures = tf.tensor4d(Float32Array.from(images, (value) => value / 255), [count, 28, 28, 1])
const classes = tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), 10)

/** Xavier uniform weights. */
const xavier = (shape: number[], fans: number): Variable => {
  const bound = Math.sqrt(6 / fans)
  return tf.variable(tf.randomUniform(shape, -bound, bound, 'float32', 1))
}
const zeros = (units: number): Variable => tf.variable(tf.zeros([units]))
const conv1 = [xavier([5, 5, 1, 6], 25 + 150), zeros(6)] as const
const conv2 = [xavier([5, 5, 6, 16], 150 + 400), zeros(16)] as const
const dense1 = [xavier([400, 120], 520), zeros(120)] as const
const dense2 = [xavier([120, 84], 204), zeros(84)] as const
const dense3 = [xavier([84, 10], 94), zeros(10)] as const

function logits(x: Tensor4D) {
  const map1 = tf.avgPool(x.conv2d(conv1[0] as Variable<never> & Tensor4D, 1, 'same').add<Tensor4D>(conv1[1]).sigmoid(), 2, 2, 'valid')
  const map2 = tf.avgPool(map1.conv2d(conv2[0] as Variable<never> & Tensor4D, 1, 'valid').add<Tensor4D>(conv2[1]).sigmoid(), 2, 2, 'valid')
  const flat = map2.reshape([x.shape[0], 400])
  const hidden1 = flat.matMul(dense1[0]).add(dense1[1]).sigmoid()
  const hidden2 = hidden1.matMul(dense2[0]).add(dense2[1]).sigmoid()
  return hidden2.matMul(dense3[0]).add(dense3[1])
}

const optimizer = tf.train.sgd(LEARNING_RATE)

function step(indices: Int32Array): void {
  tf.tidy(() => {
    const at = tf.tensor1d(indices, 'int32')
    const [x, y] = [tf.gather(pictures, at), tf.gather(classes, at)]
    const { value, grads } = tf.variableGrads(() => tf.losses.softmaxCrossEntropy(y, logits(x)).asScalar())
    optimizer.applyGradients(grads)
    value.dataSync()
  })
}

console.log(JSON.stringify({ batchSize: BATCH_SIZE, ...measure(count, step, option('passes', 3), option('steps', 40)) }))
