import { defineLesson } from '../definition'
import { learnKernelExperiment } from '../experiments/learn-kernel'
import { codeOf } from '../experiments/learn-kernel/code'
import { liveOf } from '../experiments/learn-kernel/live'
import { chapterState, imageOf, TEACHERS, zeros } from '../experiments/learn-kernel/state'
import { en } from './en'
import { zh } from './zh'

/** Chapter 6.2.1: a kernel is learnt from the picture and its edges. */
export const learnKernel = defineLesson({
  id: 'learn-kernel',
  section: '6.2.1',
  experiment: learnKernelExperiment,
  options: {},
  start: chapterState,
  presets: {
    chapter: chapterState,
    typed: { ...chapterState, start: [[0.5, 0.25]] },
    seeded: { ...chapterState, start: { seed: 1 } },
    diverges: {
      ...chapterState,
      start: [[0.5, 0.25]],
      learningRate: 0.04,
      iterations: 40,
      step: 40,
    },
    lucky: { ...chapterState, learningRate: 0.04, iterations: 40, step: 40 },
    blind: {
      ...chapterState,
      teacher: TEACHERS.vertical,
      start: zeros(TEACHERS.vertical),
      iterations: 50,
      step: 50,
    },
    sobel: {
      ...chapterState,
      input: imageOf('noise'),
      teacher: TEACHERS.sobel,
      start: zeros(TEACHERS.sobel),
      learningRate: 0.02,
      iterations: 100,
      step: 100,
    },
  },
  text: { en, zh },
  live: liveOf,
  code: codeOf,
  answers: [
    { kind: 'number', value: 12 },
    { kind: 'choice', index: 2 },
    { kind: 'choice', index: 0 },
  ],
})
