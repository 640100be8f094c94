import { kernels, volume } from '@shared/contract/volume'
import { defineLesson } from '../definition'
import { slidingState, slidingWindow } from '../experiments/sliding-window'
import { codeOf } from '../experiments/sliding-window/code'
import { liveBoth, liveParameters } from '../experiments/sliding-window/live'
import { en } from './en'
import { zh } from './zh'

const X = volume([
  [
    [0, 1, 2],
    [3, 4, 5],
    [6, 7, 8],
  ],
])
const K = kernels([
  [
    [
      [0, 1],
      [2, 3],
    ],
  ],
])
const start = slidingState(X, K, { pin: { grid: 'output', sheet: 0, row: 0, column: 0 } })

/** Chapter 6.2.1: 19, 25, 37, 43. */
export const crossCorrelation = defineLesson({
  id: 'cross-correlation',
  section: '6.2.1',
  experiment: slidingWindow,
  options: { controls: ['bias', 'kernelSize'] },
  start,
  presets: {
    last: { ...start, pin: { grid: 'output', sheet: 0, row: 1, column: 1 } },
    centre: { ...start, pin: { grid: 'input', sheet: 0, row: 1, column: 1 } },
    bias: { ...start, bias: [10] },
  },
  text: { en, zh },
  live: (state) => [...liveBoth(state), ...liveParameters(state)],
  code: codeOf,
  answers: [
    { kind: 'number', value: 1 * 0 + 2 * 1 + 4 * 2 + 5 * 3 },
    { kind: 'number', value: 4 },
    { kind: 'choice', index: 1 },
  ],
})
