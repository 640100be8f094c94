import { z } from 'zod'
import { defineSchedule } from './definition'
import { factor } from './factor'

/** × factor after every so many epochs. */
export const step = defineSchedule({
  kind: 'step',
  label: { en: 'Step', zh: '阶梯' },
  settings: {
    everyEpochs: {
      schema: z.number().positive(),
      label: { en: 'Every … epochs', zh: '每隔几轮' },
      term: 'every epochs',
      start: 5,
    },
    factor,
  },
  rateAt: (settings, { learningRate, step: done, stepsPerEpoch }) =>
    learningRate * settings.factor ** Math.floor(done / stepsPerEpoch / settings.everyEpochs),
})
