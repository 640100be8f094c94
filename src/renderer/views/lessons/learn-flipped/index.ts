import { defineLesson } from '../definition'
import { learnKernelExperiment } from '../experiments/learn-kernel'
import { codeOf } from '../experiments/learn-kernel/code'
import { liveOf } from '../experiments/learn-kernel/live'
import { chapterState, imageOf, TEACHERS } from '../experiments/learn-kernel/state'
import { en } from './en'
import { zh } from './zh'

const start = { ...chapterState, flip: true, iterations: 40, step: 40 }
const corner = [
  [2, 0, -1],
  [1, 0, 0],
  [0, -1, 1],
]

/**
 * Chapter 6.1 and 6.2.1: for a kernel that is learnt it makes no difference whether the layer flips
 * it.
 */
export const learnFlipped = defineLesson({
  id: 'learn-flipped',
  section: '6.2.1',
  experiment: learnKernelExperiment,
  options: {},
  start,
  presets: {
    convolution: start,
    correlation: { ...start, flip: false },
    corner: {
      ...start,
      input: imageOf('noise'),
      teacher: corner,
      start: corner.map((row) => row.map(() => 0)),
      learningRate: 0.02,
      iterations: 150,
      step: 150,
    },
    symmetric: {
      ...start,
      input: imageOf('noise'),
      teacher: TEACHERS.laplacian,
      start: TEACHERS.laplacian.map((row) => row.map(() => 0)),
      learningRate: 0.02,
      iterations: 150,
      step: 150,
    },
  },
  text: { en, zh },
  live: liveOf,
  code: codeOf,
  answers: [
    { kind: 'choice', index: 1 },
    { kind: 'number', value: -1, tolerance: 0.05 },
  ],
})
