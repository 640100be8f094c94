import { kernels, volume } from '@shared/contract/volume'
import { defineLesson } from '../definition'
import { slidingState, slidingWindow } from '../experiments/sliding-window'
import { codeOf } from '../experiments/sliding-window/code'
import { liveBoth } from '../experiments/sliding-window/live'
import { en } from './en'
import { zh } from './zh'

const row = [1, 1, 0, 0, 0, 0, 1, 1]
const X = volume([[row, row, row, row, row, row]])
const transposed = volume([row.map((value) => [value, value, value, value, value, value])])
const K = kernels([[[[1, -1]]]])
const upright = kernels([[[[1], [-1]]]])
const start = slidingState(X, K, { pin: { grid: 'output', sheet: 0, row: 0, column: 1 } })

/** Chapter 6.2.1: edges of the 6×8 picture, none on its transpose, and the classical kernels. */
export const edges = defineLesson({
  id: 'edges',
  section: '6.2.1',
  experiment: slidingWindow,
  options: { controls: ['gallery', 'kernelSize', 'padding'] },
  start,
  presets: {
    transposed: { ...start, input: transposed, pin: null },
    upright: {
      ...start,
      input: transposed,
      kernel: upright,
      pin: { grid: 'output', sheet: 0, row: 1, column: 0 },
    },
    picture: start,
  },
  text: { en, zh },
  live: liveBoth,
  code: codeOf,
  answers: [
    { kind: 'number', value: -1 },
    { kind: 'number', value: 0 },
    { kind: 'choice', index: 2 },
  ],
})
