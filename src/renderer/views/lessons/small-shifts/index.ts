import { defineLesson } from '../definition'
import { shiftExperiment } from '../experiments/shift'
import { codeOf } from '../experiments/shift/code'
import { liveInvariance } from '../experiments/shift/live'
import { poolingState } from '../experiments/shift/state'
import { en } from './en'
import { zh } from './zh'

/** Chapter 6.2.4: pooling makes an output less sensitive to a small shift. */
export const smallShifts = defineLesson({
  id: 'small-shifts',
  section: '6.2.4',
  experiment: shiftExperiment,
  options: { about: 'invariance' },
  start: poolingState,
  presets: {
    one: poolingState,
    larger: { ...poolingState, window: 4 },
    average: { ...poolingState, pool: 'avg' as const },
    down: { ...poolingState, poolStride: 2 },
    far: { ...poolingState, right: 5 },
  },
  text: { en, zh },
  live: liveInvariance,
  code: codeOf,
  answers: [
    { kind: 'choice', index: 0 },
    { kind: 'choice', index: 1 },
  ],
})
