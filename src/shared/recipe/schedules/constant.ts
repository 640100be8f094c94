import { defineSchedule } from './definition'

export const constant = defineSchedule({
  kind: 'constant',
  label: { en: 'Constant', zh: '恒定' },
  settings: {},
  rateAt: (_, { learningRate }) => learningRate,
})
