import { defineSchedule } from './definition'
import { factor } from './factor'

/** × factor each epoch, falling smoothly from step to step. */
export const exponential = defineSchedule({
  kind: 'exponential',
  label: { en: 'Exponential', zh: '指数' },
  settings: { factor },
  rateAt: (settings, { learningRate, step, stepsPerEpoch }) =>
    learningRate * settings.factor ** (step / stepsPerEpoch),
})
