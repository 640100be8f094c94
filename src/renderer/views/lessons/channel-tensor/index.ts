import { defineLesson } from '../definition'
import { channelTensorExperiment } from '../experiments/channel-tensor'
import { codeOf } from '../experiments/channel-tensor/code'
import { liveOf } from '../experiments/channel-tensor/sums'
import { startState } from '../experiments/channel-tensor/state'
import { en } from './en'
import { zh } from './zh'

/** Chapter 6.1.3: the four-index tensor of a layer with channels. */
export const channelTensor = defineLesson({
  id: 'channel-tensor',
  section: '6.1.3',
  experiment: channelTensorExperiment,
  options: {},
  start: startState,
  presets: {
    colour: startState,
    single: { ...startState, inputs: 1, outputs: 1 },
    corner: { ...startState, row: 0, column: 0 },
    pointwise: { ...startState, radius: 0 },
  },
  text: { en, zh },
  live: liveOf,
  code: codeOf,
  answers: [
    { kind: 'number', value: 5 * 5 * 6 * 16 },
    { kind: 'choice', index: 1 },
  ],
})
