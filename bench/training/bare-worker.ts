/**
 * LeNet of chapter 6.3 in a bare tfjs-node loop, as its documentation would have it:
 * tf.variableGrads and tf.train.sgd on tfjs's own operations, with nothing of this project but the
 * path to the library. The app's training is compared with it. `bare-worker.ts <exercise.json>`
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Tensor4D, Variable } from '@tensorflow/tfjs'
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend'
import type { TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding'
import { initialiseWeights } from '../../src/engine/training/initialise'
import { resolveModel } from '../../src/shared/model/resolve'
import { cacheFolder } from '../../src/engine/runtime/paths'
import type { Exercise } from './exercise'
import { serve, type BenchTrainer } from './serve'

const PACKAGE = '@tensorflow/tfjs-node-gpu'
const require = createRequire(__filename)

/** tfjs-node without the project's kernels and gradients. */
function stockTensorflow(): typeof import('@tensorflow/tfjs') {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2'
  const { binding } = JSON.parse(
    readFileSync(join(cacheFolder(), 'tensorflow', 'current.json'), 'utf8'),
  ) as { binding: string }
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

const exercise = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Exercise
const { recipe, data } = exercise
// The numbers of the exercise's file, which the other tools read.
const weights = initialiseWeights(resolveModel(recipe.model), recipe)
const tf = stockTensorflow()
const [height = 0, width = 0, channels = 0] = data.shape
const pictures = tf.tensor4d(
  Float32Array.from(readFileSync(data.images), (value) => value / 255),
  [data.count, height, width, channels],
)
const classes = tf.oneHot(tf.tensor1d(Int32Array.from(readFileSync(data.labels)), 'int32'), 10)

function create(): BenchTrainer {
  const variables: Variable[] = []
  const variable = (name: string): Variable => {
    const array = weights.get(name)
    if (!array) throw new Error(`LeNet has no weight ${name}`)
    const made = tf.variable(tf.tensor(array.data, [...array.shape]))
    variables.push(made)
    return made
  }
  const layer = (id: string) => ({ weight: variable(`${id}.weight`), bias: variable(`${id}.bias`) })
  const [conv1, conv2, dense1, dense2, dense3] = [
    layer('conv1'),
    layer('conv2'),
    layer('dense1'),
    layer('dense2'),
    layer('dense3'),
  ]
  const optimizer = tf.train.sgd(recipe.learningRate)

  function logits(x: Tensor4D) {
    const map1 = tf.avgPool(
      x
        .conv2d(conv1.weight as Variable<never> & Tensor4D, 1, 'same')
        .add<Tensor4D>(conv1.bias)
        .sigmoid(),
      2,
      2,
      'valid',
    )
    const map2 = tf.avgPool(
      map1
        .conv2d(conv2.weight as Variable<never> & Tensor4D, 1, 'valid')
        .add<Tensor4D>(conv2.bias)
        .sigmoid(),
      2,
      2,
      'valid',
    )
    const flat = map2.reshape([x.shape[0], 400])
    const hidden1 = flat.matMul(dense1.weight).add(dense1.bias).sigmoid()
    const hidden2 = hidden1.matMul(dense2.weight).add(dense2.bias).sigmoid()
    return hidden2.matMul(dense3.weight).add(dense3.bias)
  }

  const step = (indices: Int32Array): number =>
    tf.tidy(() => {
      const at = tf.tensor1d(indices, 'int32')
      const [x, y] = [tf.gather(pictures, at), tf.gather(classes, at)]
      const { value, grads } = tf.variableGrads(
        () => tf.losses.softmaxCrossEntropy(y, logits(x)).asScalar(),
        variables,
      )
      optimizer.applyGradients(grads)
      return value.dataSync()[0] ?? NaN
    })
  return {
    steps: (batches) => batches.map(step).at(-1) ?? NaN,
    dispose: () => tf.dispose(variables),
  }
}

serve(exercise, create)
