import { defineLesson } from '../definition'
import { lenetExperiment } from '../experiments/lenet'
import { codeOf } from '../experiments/lenet/code'
import { liveOf } from '../experiments/lenet/layers'
import { startState } from '../experiments/lenet/state'
import { en } from './en'
import { zh } from './zh'

/** Chapter 6.3: LeNet, layer by layer, and its exercises. */
export const lenet = defineLesson({
  id: 'lenet',
  section: '6.3',
  experiment: lenetExperiment,
  options: {},
  start: startState,
  presets: {
    chapter: startState,
    kernels: { ...startState, exercise: 'kernels-3' },
    large: { ...startState, exercise: 'kernels-7' },
    channels: { ...startState, exercise: 'channels' },
    pooling: { ...startState, exercise: 'max-pooling' },
    tanh: { ...startState, exercise: 'tanh' },
    relu: { ...startState, exercise: 'relu' },
    rate: { ...startState, exercise: 'rate-01' },
    half: { ...startState, exercise: 'rate-05' },
    fast: { ...startState, exercise: 'rate-15' },
  },
  text: { en, zh },
  live: liveOf,
  code: codeOf,
  answers: [
    { kind: 'number', value: 400 },
    { kind: 'choice', index: 2 },
    { kind: 'number', value: 576 },
  ],
})
