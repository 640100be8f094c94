import { kernels, volume } from '@shared/contract/volume'
import { defineLesson } from '../definition'
import { slidingState, slidingWindow } from '../experiments/sliding-window'
import { codeOf } from '../experiments/sliding-window/code'
import { liveBoth } from '../experiments/sliding-window/live'
import { fillPattern } from '../experiments/parts/patterns'
import { en } from './en'
import { zh } from './zh'

const X = volume([
  [
    [0, 1, 2],
    [3, 4, 5],
    [6, 7, 8],
  ],
])
/** Pooling learns nothing; the kernel only waits for another lesson's link. */
const K = kernels([[[[1]]]])
const pin = { grid: 'output', sheet: 0, row: 0, column: 0 } as const
const start = slidingState(X, K, { operation: 'max-pool', window: [2, 2], pin })
const four = fillPattern('arange', [1, 4, 4])
const negative = { shape: four.shape, data: four.data.map((value) => value - 16) }
const threes = slidingState(four, K, { operation: 'max-pool', window: [3, 3], stride: [3, 3], pin })
const padded = slidingState(four, K, {
  operation: 'max-pool',
  window: [3, 3],
  stride: [2, 2],
  padding: [
    [1, 1],
    [1, 1],
  ],
  pin,
})

/**
 * Chapter 6.2.4: maximum and mean, the stride by default, the chapter's four cases, channels, and
 * what padding counts as.
 */
export const pooling = defineLesson({
  id: 'pooling',
  section: '6.2.4',
  experiment: slidingWindow,
  options: {
    controls: [
      'pooling',
      'window',
      'padding',
      'stride',
      'dilation',
      'channels',
      'countIncludePad',
      'padWithZero',
    ],
  },
  start,
  presets: {
    mean: { ...start, operation: 'avg-pool' },
    threes,
    padded,
    rectangle: slidingState(four, K, {
      operation: 'max-pool',
      window: [2, 3],
      stride: [2, 3],
      padding: [
        [0, 0],
        [1, 1],
      ],
      pin,
    }),
    channels: {
      ...padded,
      input: fillPattern('arange', [2, 4, 4]),
      kernel: kernels([[[[1]], [[1]]]]),
    },
    negative: { ...padded, input: negative },
    zero: { ...padded, input: negative, padWithZero: true },
    divisor: { ...padded, operation: 'avg-pool', countIncludePad: false },
  },
  text: { en, zh },
  live: liveBoth,
  code: codeOf,
  answers: [
    { kind: 'number', value: 8 },
    { kind: 'number', value: 0 },
    { kind: 'number', value: (0 + 1 + 4 + 5) / 9, tolerance: 0.006 },
    { kind: 'choice', index: 2 },
  ],
})
