import { z } from 'zod'
import { defineSchedule } from './definition'

/** Half a cosine from the full rate to 0 at the end, after a linear rise over `warmupEpochs`. */
export const cosine = defineSchedule({
  kind: 'cosine',
  label: { en: 'Cosine', zh: '余弦' },
  settings: {
    warmupEpochs: {
      schema: z.number().min(0).default(0),
      label: { en: 'Warm-up epochs', zh: '预热轮数' },
      term: 'warm-up epochs',
    },
  },
  rateAt: ({ warmupEpochs: warm }, { learningRate, step, stepsPerEpoch, epochs }) => {
    const epoch = step / stepsPerEpoch
    if (epoch < warm) return (learningRate * (step + 1)) / (warm * stepsPerEpoch)
    const share = Math.min((epoch - warm) / Math.max(epochs - warm, 1 / stepsPerEpoch), 1)
    return (learningRate * (1 + Math.cos(Math.PI * share))) / 2
  },
})
