import { kernels, volume } from '@shared/contract/volume'
import { defineLesson } from '../definition'
import { slidingState, slidingWindow } from '../experiments/sliding-window'
import { codeOf } from '../experiments/sliding-window/code'
import { liveCell } from '../experiments/sliding-window/live'
import { en } from './en'
import { zh } from './zh'

const X = volume([
  [
    [0, 1, 2],
    [3, 4, 5],
    [6, 7, 8],
  ],
])
const start = slidingState(
  X,
  kernels([
    [
      [
        [0, 1],
        [2, 3],
      ],
    ],
  ]),
  { operation: 'convolution', pin: { grid: 'output', sheet: 0, row: 0, column: 0 } },
)

/** Chapter 6.1 and 6.2.1: the flipped kernel; 5, 11, 23, 29. */
export const convolution = defineLesson({
  id: 'convolution',
  section: '6.2.1',
  experiment: slidingWindow,
  options: { controls: ['flip', 'kernelSize'] },
  start,
  presets: {
    correlation: { ...start, operation: 'cross-correlation' },
    turned: {
      ...start,
      operation: 'cross-correlation',
      kernel: kernels([
        [
          [
            [3, 2],
            [1, 0],
          ],
        ],
      ]),
    },
    symmetric: {
      ...start,
      kernel: kernels([
        [
          [
            [1, 2],
            [2, 1],
          ],
        ],
      ]),
    },
  },
  text: { en, zh },
  live: liveCell,
  code: codeOf,
  answers: [
    { kind: 'number', value: 0 * 3 + 1 * 2 + 3 * 1 + 4 * 0 },
    { kind: 'choice', index: 0 },
    { kind: 'choice', index: 1 },
  ],
})
