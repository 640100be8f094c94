import { convolution, crossCorrelation, flip } from './cross-correlation'
import { gridOf, sizeOf, valueAt, type Grid } from './grid'

/** The task of chapter 6.2.1: to learn a kernel that computes `target` from `input`. */
export interface KernelTask {
  /** [h][w] */
  readonly input: Grid
  /** [h − k + 1][w − l + 1] */
  readonly target: Grid
  /** [k][l] */
  readonly start: Grid
  readonly learningRate: number
  readonly iterations: number
  /**
   * Learn through the convolution of mathematics, which flips the kernel, in place of
   * cross-correlation.
   */
  readonly flip: boolean
}

/**
 * The path of gradient descent: losses[i] is the loss of kernels[i]; kernels has one more, the
 * learnt kernel.
 */
export interface KernelPath {
  readonly losses: readonly number[]
  readonly kernels: readonly Grid[]
}

const apply = (task: Pick<KernelTask, 'input' | 'flip'>, kernel: Grid): Grid =>
  task.flip ? convolution(task.input, kernel) : crossCorrelation(task.input, kernel)

/** L = Σ (Ŷ − Y)², summed and not averaged, as the chapter's `l.sum()`. */
function residuals(task: Pick<KernelTask, 'input' | 'target' | 'flip'>, kernel: Grid): Grid {
  const output = apply(task, kernel)
  return gridOf(sizeOf(output), (i, j) => valueAt(output, i, j) - valueAt(task.target, i, j))
}

/**
 * ∂L/∂K[a, b] = 2 Σ_ij (Ŷ − Y)[i, j] · X[i + a, j + b]: the cross-correlation of the input with the
 * residuals, twice. Through a flipped kernel the gradient is flipped.
 */
export function kernelGradient(
  task: Pick<KernelTask, 'input' | 'target' | 'flip'>,
  kernel: Grid,
): Grid {
  const gradient = crossCorrelation(task.input, residuals(task, kernel)).map((row) =>
    row.map((value) => 2 * value),
  )
  return task.flip ? flip(gradient) : gradient
}

/**
 * Gradient descent as the chapter writes it: K ← K − lr · ∂L/∂K, `iterations` times (chapter
 * 6.2.1).
 */
export function learnKernel(task: KernelTask): KernelPath {
  const losses: number[] = []
  const kernels: Grid[] = [task.start]
  let kernel = task.start
  for (let iteration = 0; iteration < task.iterations; iteration++) {
    losses.push(
      residuals(task, kernel)
        .flat()
        .reduce((sum, value) => sum + value * value, 0),
    )
    const gradient = kernelGradient(task, kernel)
    kernel = kernel.map((row, a) =>
      row.map((value, b) => value - task.learningRate * valueAt(gradient, a, b)),
    )
    kernels.push(kernel)
  }
  return { losses, kernels }
}

const POWER_STEPS = 500

/**
 * The learning rate from which gradient descent no longer converges: 2 / λ, with λ the largest
 * eigenvalue of the loss's Hessian. The loss is a quadratic of the kernel, with H[(a, b), (c, d)] =
 * 2 Σ_ij X[i + a, j + b] · X[i + c, j + d]; λ is found by power iteration. Source: Goodfellow,
 * Bengio, Courville, Deep Learning, 4.3.1; for the chapter's image and a kernel of 1×2 it is 1/30.
 * @param size [k, l] of the kernel
 * @returns Infinity for an input of zeros
 */
export function largestLearningRate(
  input: Grid,
  [height, width]: readonly [number, number],
): number {
  const [rows, columns] = sizeOf(input)
  const outputs = [rows - height + 1, columns - width + 1] as const
  const cells = Array.from(
    { length: height * width },
    (_, cell) => [Math.floor(cell / width), cell % width] as const,
  )
  const hessian = cells.map(([a, b]) =>
    cells.map(([c, d]) => {
      let sum = 0
      for (let i = 0; i < outputs[0]; i++)
        for (let j = 0; j < outputs[1]; j++)
          sum += valueAt(input, i + a, j + b) * valueAt(input, i + c, j + d)
      return 2 * sum
    }),
  )
  // Not along any axis or diagonal, so that it is not orthogonal to the eigenvector.
  let vector = cells.map((_, cell) => 1 + 0.1 * Math.sin(1 + 2 * cell))
  let eigenvalue = 0
  for (let step = 0; step < POWER_STEPS; step++) {
    const next = hessian.map((row) =>
      row.reduce((sum, value, cell) => sum + value * (vector[cell] ?? 0), 0),
    )
    const length = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0))
    if (length === 0) return Infinity
    eigenvalue = length
    vector = next.map((value) => value / length)
  }
  return 2 / eigenvalue
}
