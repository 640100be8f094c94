import { defineLesson } from '../definition'
import { pixelwiseExperiment } from '../experiments/pixelwise'
import { codeOf } from '../experiments/pixelwise/code'
import { liveOf } from '../experiments/pixelwise/live'
import { chapterState } from '../experiments/pixelwise/state'
import { en } from './en'
import { zh } from './zh'

/** Chapter 6.2.3.3: a 1×1 convolution is a dense layer at every pixel. */
export const oneByOne = defineLesson({
  id: 'one-by-one',
  section: '6.2.3',
  experiment: pixelwiseExperiment,
  options: {},
  start: chapterState,
  presets: {
    chapter: chapterState,
    grey: { ...chapterState, outputs: 1 },
    wide: { ...chapterState, channels: 8, outputs: 4, height: 8, width: 8 },
  },
  text: { en, zh },
  live: liveOf,
  code: codeOf,
  answers: [
    { kind: 'number', value: 64 * 256 + 64 },
    { kind: 'choice', index: 2 },
  ],
})
