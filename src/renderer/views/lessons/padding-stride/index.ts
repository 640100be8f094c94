import { kernels, volume } from '@shared/contract/volume'
import { outputLength } from '@shared/math/geometry'
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
  {
    padding: [
      [1, 1],
      [1, 1],
    ],
    pin: { grid: 'output', sheet: 0, row: 0, column: 0 },
  },
)
const eight = fillPattern('arange', [1, 8, 8])
const ones = (height: number, width: number) =>
  kernels([[Array.from({ length: height }, () => Array.from({ length: width }, () => 1))]])
const comp = (
  kernel: ReturnType<typeof ones>,
  padding: readonly [number, number],
  stride: readonly [number, number] = [1, 1],
) =>
  slidingState(eight, kernel, {
    padding: [
      [padding[0], padding[0]],
      [padding[1], padding[1]],
    ],
    stride,
    pin: { grid: 'output', sheet: 0, row: 0, column: 0 },
  })

/**
 * Chapter 6.2.2: 3×3 padded to 5×5, the four `comp_conv2d` cases, asymmetric padding and dilation.
 */
export const paddingStride = defineLesson({
  id: 'padding-stride',
  section: '6.2.2',
  experiment: slidingWindow,
  options: { controls: ['padding', 'stride', 'dilation', 'kernelSize'] },
  start,
  presets: {
    first: comp(ones(3, 3), [1, 1]),
    second: comp(ones(5, 3), [2, 1]),
    third: comp(ones(3, 3), [1, 1], [2, 2]),
    fourth: comp(ones(3, 5), [0, 1], [3, 4]),
    even: {
      ...comp(ones(4, 4), [0, 0]),
      padding: [
        [2, 1],
        [2, 1],
      ],
    },
    dilated: { ...comp(ones(3, 3), [2, 2]), dilation: [2, 2] },
    chapterStride: { ...start, stride: [3, 2] },
  },
  text: { en, zh },
  live: liveBoth,
  code: codeOf,
  answers: [
    { kind: 'number', value: outputLength(8, 3, [0, 0], 3, 1) },
    { kind: 'number', value: 3 },
    { kind: 'number', value: 2 * (3 - 1) + 1 },
    { kind: 'choice', index: 1 },
  ],
})
