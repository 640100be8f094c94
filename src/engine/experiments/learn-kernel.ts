import type { LearnKernel, LearntKernel } from '@shared/contract/experiments'
import { AppError, phrase } from '@shared/errors'
import type { Pair } from '@shared/math/geometry'
import type { Grid } from '@shared/math/reference'
import type { Tensor4D } from '@tensorflow/tfjs'
import { conv2d } from '../operations/kernels'
import { tensorflow } from '../runtime/tensorflow'
import { uniforms } from '../runtime/random'
import { checkFits, plainWindow, readGrid, sizeOf, toFilter, toGrid, toPicture } from './grids'

/** Initial weights like PyTorch's `nn.Conv2d`: uniform within ±1/√(cells of the kernel). */
function drawn([height, width]: Pair, seed: number): number[][] {
  const uniform = uniforms(seed, 'experiment')
  const bound = 1 / Math.sqrt(height * width)
  return toGrid(
    Float32Array.from({ length: height * width }, () => (2 * uniform() - 1) * bound),
    [height, width],
  )
}

/**
 * Chapter 6.2.1: learns a kernel from the picture and the teacher's output by gradient descent on L
 * = Σ (Ŷ − Y)². TensorFlow computes the gradients.
 * @throws AppError `invalid-argument` if a kernel does not fit, or the teacher's size differs from
 *   the learner's
 */
export function learnKernel({
  input,
  teacher,
  start,
  learningRate,
  iterations,
  flip,
}: LearnKernel): LearntKernel {
  const first: Grid = 'seed' in start ? drawn(sizeOf(teacher), start.seed) : start
  const size = sizeOf(first)
  checkFits(sizeOf(teacher), sizeOf(input))
  if (size.join() !== sizeOf(teacher).join()) {
    throw new AppError(
      'invalid-argument',
      phrase`The first kernel is ${size.join('×')}, but the one to be learned is ${sizeOf(teacher).join('×')}.`,
      { field: 'start' },
    )
  }
  const tf = tensorflow()
  return tf.tidy(() => {
    const window = plainWindow(size)
    const x = toPicture(tf, input)
    const y = conv2d(x, toFilter(tf, teacher), window, 1)
    const predict = (filter: Tensor4D): Tensor4D =>
      conv2d(x, flip ? tf.reverse4d(filter, [0, 1]) : filter, window, 1)
    const gradient = tf.valueAndGrad((filter) =>
      tf.sum(tf.square(tf.sub(predict(filter as Tensor4D), y))),
    )
    const losses: number[] = []
    const kernels: number[][][] = [first.map((row) => [...row])]
    const variable = tf.variable(toFilter(tf, first), true)
    try {
      for (let iteration = 0; iteration < iterations; iteration++) {
        const step = tf.tidy(() => {
          const { value, grad } = gradient(variable)
          variable.assign(tf.sub(variable, tf.mul(grad, learningRate)))
          return { loss: value.dataSync()[0] ?? Number.NaN, kernel: variable.dataSync<'float32'>() }
        })
        if (!Number.isFinite(step.loss) || !step.kernel.every(Number.isFinite))
          return { target: readGrid(y), losses, kernels, diverged: true }
        losses.push(step.loss)
        kernels.push(toGrid(step.kernel, size))
      }
    } finally {
      variable.dispose()
    }
    return { target: readGrid(y), losses, kernels, diverged: false }
  })
}
