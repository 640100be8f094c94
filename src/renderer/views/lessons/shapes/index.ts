import { defineLesson } from '../definition'
import { shapeCalculator } from '../experiments/shape-calculator'
import { codeOf } from '../experiments/shape-calculator/code'
import { liveOf } from '../experiments/shape-calculator/formulas'
import { CHAPTER } from '../experiments/shape-calculator/state'
import { en } from './en'
import { zh } from './zh'

/** Chapter 6.2.2: every formula for the size of an output. */
export const shapes = defineLesson({
  id: 'shapes',
  section: '6.2.2',
  experiment: shapeCalculator,
  options: {},
  start: CHAPTER.first,
  presets: {
    ...CHAPTER,
    even: { ...CHAPTER.first, kernel: [4, 4], rule: 'keep' },
    tensorflow: { ...CHAPTER.first, kernel: [4, 4], rule: 'same' },
    dilated: {
      ...CHAPTER.first,
      dilation: [2, 2],
      padding: [
        [2, 2],
        [2, 2],
      ],
    },
    lenet: {
      ...CHAPTER.first,
      input: [28, 28],
      kernel: [5, 5],
      padding: [
        [2, 2],
        [2, 2],
      ],
    },
  },
  text: { en, zh },
  live: liveOf,
  code: codeOf,
  answers: [
    { kind: 'number', value: 55 },
    { kind: 'number', value: 3 },
    { kind: 'choice', index: 1 },
  ],
})
