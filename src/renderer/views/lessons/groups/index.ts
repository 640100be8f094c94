import { kernels } from '@shared/contract/volume'
import { defineLesson } from '../definition'
import { slidingState, slidingWindow } from '../experiments/sliding-window'
import { codeOf } from '../experiments/sliding-window/code'
import { liveCell, liveParameters } from '../experiments/sliding-window/live'
import { fillPattern } from '../experiments/parts/patterns'
import { en } from './en'
import { zh } from './zh'

const X = fillPattern('arange', [4, 4, 4])
const across = [[1, -1]]
const down = [[1], [-1]]
const square = (n: number) => [
  [n, 0],
  [0, 0 - n],
]
const pin = { grid: 'output', sheet: 0, row: 0, column: 0 } as const
const start = slidingState(
  X,
  kernels([
    [square(1), square(2)],
    [square(1), square(1)],
    [square(2), square(1)],
    [square(1), square(3)],
  ]),
  { groups: 2, pin },
)

/** Chapter 6.2.3 and beyond: channels in groups, down to one a group (depthwise). */
export const groups = defineLesson({
  id: 'groups',
  section: '6.2.3',
  experiment: slidingWindow,
  options: { controls: ['groups', 'channels', 'outputs', 'kernelSize'] },
  start,
  presets: {
    one: slidingState(
      X,
      kernels(
        Array.from({ length: 4 }, (_, o) =>
          Array.from({ length: 4 }, (_, c) => square(o === c ? 1 : 0)),
        ),
      ),
      { pin },
    ),
    depthwise: slidingState(X, kernels([[across], [across], [across], [across]]), {
      groups: 4,
      pin,
    }),
    multiplier: slidingState(
      fillPattern('arange', [2, 4, 4]),
      kernels([[down], [down], [[[1], [1]]], [[[1], [1]]]]),
      { groups: 2, pin },
    ),
  },
  text: { en, zh },
  live: (state) => [...liveCell(state), ...liveParameters(state)],
  code: codeOf,
  answers: [
    { kind: 'number', value: 4 },
    { kind: 'number', value: 64 * 3 * 3 },
    { kind: 'choice', index: 1 },
  ],
})
