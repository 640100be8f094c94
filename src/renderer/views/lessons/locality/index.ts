import { defineLesson } from '../definition'
import { threeLayersExperiment } from '../experiments/three-layers'
import { codeOf } from '../experiments/three-layers/code'
import { liveOf } from '../experiments/three-layers/counts'
import { angle, startState } from '../experiments/three-layers/state'
import { en } from './en'
import { zh } from './zh'

const start = {
  ...startState,
  input: angle(7),
  layer: 'local' as const,
  pin: { row: 24, column: 24 },
}

/** Chapter 6.1.2: how far a cell looks. */
export const locality = defineLesson({
  id: 'locality',
  section: '6.1.2',
  experiment: threeLayersExperiment,
  options: {},
  start,
  presets: {
    none: { ...start, radius: 0 },
    one: start,
    two: { ...start, radius: 2 },
    whole: { ...start, radius: 6 },
  },
  text: { en, zh },
  live: liveOf,
  code: codeOf,
  answers: [
    { kind: 'number', value: 49 },
    { kind: 'choice', index: 0 },
  ],
})
