import { kernels, volume } from '@shared/contract/volume'
import { defineLesson } from '../definition'
import { slidingState, slidingWindow } from '../experiments/sliding-window'
import { codeOf } from '../experiments/sliding-window/code'
import { liveCell, liveParameters } from '../experiments/sliding-window/live'
import { en } from './en'
import { zh } from './zh'

const X = volume([
  [
    [0, 1, 2],
    [3, 4, 5],
    [6, 7, 8],
  ],
  [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ],
])
const kernel = (n: number) => [
  [
    [n, n + 1],
    [n + 2, n + 3],
  ],
  [
    [n + 1, n + 2],
    [n + 3, n + 4],
  ],
]
const start = slidingState(X, kernels([kernel(0), kernel(1), kernel(2)]), {
  pin: { grid: 'output', sheet: 0, row: 0, column: 0 },
})

/** Chapter 6.2.3: the kernels K, K + 1, K + 2. */
export const outputChannels = defineLesson({
  id: 'output-channels',
  section: '6.2.3',
  experiment: slidingWindow,
  options: { controls: ['channels', 'outputs', 'kernelSize', 'bias'] },
  start,
  presets: {
    middle: { ...start, pin: { grid: 'output', sheet: 1, row: 1, column: 1 } },
    feeds: { ...start, pin: { grid: 'input', sheet: 0, row: 1, column: 1 } },
  },
  text: { en, zh },
  live: (state) => [...liveCell(state), ...liveParameters(state)],
  code: codeOf,
  answers: [
    { kind: 'number', value: 76 },
    { kind: 'number', value: 16 * 6 * 5 * 5 + 16 },
    { kind: 'choice', index: 2 },
  ],
})
