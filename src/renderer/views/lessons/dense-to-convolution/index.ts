import { defineLesson } from '../definition'
import { threeLayersExperiment } from '../experiments/three-layers'
import { codeOf } from '../experiments/three-layers/code'
import { liveOf } from '../experiments/three-layers/counts'
import { startState } from '../experiments/three-layers/state'
import { en } from './en'
import { zh } from './zh'

/** Chapter 6.1: what two demands make of a dense layer. */
export const denseToConvolution = defineLesson({
  id: 'dense-to-convolution',
  section: '6.1',
  experiment: threeLayersExperiment,
  options: {},
  start: startState,
  presets: {
    dense: startState,
    invariant: { ...startState, layer: 'invariant' },
    local: { ...startState, layer: 'local' },
    megapixel: { ...startState, layer: 'local', radius: 2, side: 1000, channels: 3, outputs: 3 },
    mnist: { ...startState, layer: 'local', radius: 2, side: 28, channels: 1, outputs: 6 },
  },
  text: { en, zh },
  live: liveOf,
  code: codeOf,
  answers: [
    { kind: 'number', value: 1e12 },
    { kind: 'choice', index: 1 },
    { kind: 'number', value: 156 },
  ],
})
