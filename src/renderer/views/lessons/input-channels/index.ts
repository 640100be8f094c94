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
const K = kernels([
  [
    [
      [0, 1],
      [2, 3],
    ],
    [
      [1, 2],
      [3, 4],
    ],
  ],
])
const start = slidingState(X, K, { pin: { grid: 'output', sheet: 0, row: 0, column: 0 } })

/** Chapter 6.2.3: two input channels; 56, 72, 104, 120. */
export const inputChannels = defineLesson({
  id: 'input-channels',
  section: '6.2.3',
  experiment: slidingWindow,
  options: { controls: ['channels', 'kernelSize', 'bias'] },
  start,
  presets: {
    second: { ...start, pin: { grid: 'input', sheet: 1, row: 1, column: 1 } },
    mute: {
      ...start,
      kernel: kernels([
        [
          [
            [0, 1],
            [2, 3],
          ],
          [
            [0, 0],
            [0, 0],
          ],
        ],
      ]),
    },
  },
  text: { en, zh },
  live: (state) => [...liveCell(state), ...liveParameters(state)],
  code: codeOf,
  answers: [
    { kind: 'number', value: 1 * 0 + 2 * 1 + 4 * 2 + 5 * 3 + (2 * 1 + 3 * 2 + 5 * 3 + 6 * 4) },
    { kind: 'number', value: 3 * 5 * 5 },
    { kind: 'choice', index: 0 },
  ],
})
