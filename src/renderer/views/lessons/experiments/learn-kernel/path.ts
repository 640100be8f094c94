import type { LearntKernel } from '@shared/contract/experiments'
import { learnKernel } from '@shared/math/reference'
import type { Check } from '@renderer/composables/operation/check'
import { lineLook, type ChartLine } from '@renderer/charts/chart-line'
import type { LearnKernelState } from './state'

/** What the chapter's program prints: the loss of every second iteration, before its update. */
export const printed = (losses: readonly number[]): readonly string[] =>
  losses.flatMap((loss, i) =>
    (i + 1) % 2 === 0
      ? [`epoch ${i + 1}, loss ${loss < 1e6 ? loss.toFixed(3) : loss.toExponential(3)}`]
      : [],
  )

/** The loss before each update; 0 has no place on a logarithmic axis. */
export const lossLine = (losses: readonly number[], name: string): ChartLine => ({
  name,
  colour: '#2f86c8',
  points: losses.flatMap((loss, x) => (loss > 0 ? [{ x, y: loss }] : [])),
})

/** Each weight of the kernel on its way. */
export const weightLines = ({ kernels }: LearntKernel): readonly ChartLine[] =>
  (kernels[0] ?? []).flatMap((row, a) =>
    row.map((_, b) => ({
      name: `K[${a}, ${b}]`,
      ...lineLook(a * row.length + b),
      points: kernels.map((kernel, x) => ({ x, y: kernel[a]?.[b] ?? Number.NaN })),
    })),
  )

/** TensorFlow's path against the nested loops', from the same first kernel. */
export function checkPath(
  { input, learningRate, flip }: LearnKernelState,
  path: LearntKernel,
): Check {
  const [start = []] = path.kernels
  const expected = learnKernel({
    input,
    target: path.target,
    start,
    learningRate,
    iterations: path.losses.length,
    flip,
  })
  const [a, b] = [path.kernels.flat(2), expected.kernels.flat(2)]
  return {
    done: a.length,
    total: a.length,
    difference: a.reduce(
      (largest, value, at) => Math.max(largest, Math.abs(value - (b[at] ?? Number.NaN))),
      0,
    ),
    magnitude: b.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0),
  }
}
