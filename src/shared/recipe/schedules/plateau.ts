import { z } from 'zod'
import { defineSchedule } from './definition'

/** × a factor when the loss at the ends of epochs has stopped falling; see {@link afterLoss}. */
export const plateau = defineSchedule({
  kind: 'plateau',
  label: { en: 'On a plateau', zh: '停滞时降低' },
  settings: {
    reduction: {
      schema: z.number().positive().lt(1).default(0.1),
      label: { en: 'Reduce to ×', zh: '降低为 ×' },
      term: 'factor of a reduction',
    },
    plateauEpochs: {
      schema: z.number().int().min(0).default(10),
      label: { en: 'Epochs to wait', zh: '等待轮数' },
      term: 'epochs without improvement that are waited for',
    },
    threshold: {
      schema: z.number().min(0).lt(1).default(1e-4),
      label: { en: 'Least improvement', zh: '最小改善' },
      term: 'share by which the loss must fall',
    },
    cooldownEpochs: {
      schema: z.number().int().min(0).default(0),
      label: { en: 'Epochs after a reduction', zh: '降低后暂停轮数' },
      term: 'epochs after a reduction that are not counted',
    },
    leastRate: {
      schema: z.number().min(0).default(0),
      label: { en: 'Least rate', zh: '最低学习率' },
      term: 'least learning rate',
    },
  },
  rateAt: (_, { learningRate, reduced = learningRate }) => reduced,
})
