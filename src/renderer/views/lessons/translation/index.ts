import { defineLesson } from '../definition'
import { shiftExperiment } from '../experiments/shift'
import { codeOf } from '../experiments/shift/code'
import { liveEquivariance } from '../experiments/shift/live'
import { letter, startState } from '../experiments/shift/state'
import { en } from './en'
import { zh } from './zh'

/** Chapter 6.1.1: shift the input, and the output shifts. */
export const translation = defineLesson({
  id: 'translation',
  section: '6.1.1',
  experiment: shiftExperiment,
  options: { about: 'equivariance' },
  start: startState,
  presets: {
    plain: startState,
    edge: { ...startState, right: 6 },
    bright: { ...startState, input: letter(12, 0.5), edge: 'wrap' as const },
    wrapped: {
      ...startState,
      input: letter(12, 0.5),
      edge: 'wrap' as const,
      padding: 'wrap' as const,
    },
    stride: { ...startState, stride: 2 },
    strideWhole: { ...startState, stride: 2, right: 2 },
    pooled: { ...startState, pool: 'avg' as const, right: 1 },
    trousers: { ...startState, right: 5 },
    boot: { ...startState, sample: 'ankle-boot', right: 1 },
  },
  text: { en, zh },
  live: liveEquivariance,
  code: codeOf,
  answers: [
    { kind: 'choice', index: 1 },
    { kind: 'number', value: 4 },
  ],
})
