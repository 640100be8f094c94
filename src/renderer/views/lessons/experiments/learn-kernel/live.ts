import { largestLearningRate, learnKernel, crossCorrelation } from '@shared/math/reference'
import { texNumber } from '../parts/edits'
import type { LearnKernelState } from './state'

const matrix = (grid: LearnKernelState['input']): string =>
  `\\begin{bmatrix}${grid.map((row) => row.map((value) => texNumber(value, 5)).join('&')).join('\\\\')}\\end{bmatrix}`

/** The current update and the largest learning rate that converges. */
export function liveOf(state: LearnKernelState): readonly string[] {
  const { input, teacher, start, learningRate, flip } = state
  const limit = largestLearningRate(input, [teacher.length, teacher[0]?.length ?? 1])
  const bound = `\\eta = ${texNumber(learningRate)} ${learningRate < limit ? '<' : '\\ge'} \\frac{2}{\\lambda_{\\max}} = ${Number.isFinite(limit) ? texNumber(limit) : '\\infty'}`
  if ('seed' in start) return [bound]
  const { kernels, losses } = learnKernel({
    input,
    target: crossCorrelation(input, teacher),
    start,
    learningRate,
    iterations: 1,
    flip,
  })
  return [
    `L = ${texNumber(losses[0] ?? 0, 6)},\\quad K \\leftarrow ${matrix(kernels[0] ?? [])} - ${texNumber(learningRate)}\\,\\frac{\\partial L}{\\partial K} = ${matrix(kernels[1] ?? [])}`,
    bound,
  ]
}
