import { z } from 'zod'
import { defineSchedule } from './definition'

/** Half a cosine from one rate to another; share 0…1. */
const between = (from: number, to: number, share: number): number =>
  to + ((from - to) / 2) * (1 + Math.cos(Math.PI * share))

/**
 * From a fraction of the rate up to it, then down to almost nothing with the last step, as
 * PyTorch's torch.optim.lr_scheduler.OneCycleLR does it with cosines and without cycling the
 * momentum. Source: Smith and Topin, “Super-Convergence”, 2018.
 */
export const oneCycle = defineSchedule({
  kind: 'oneCycle',
  label: { en: 'One cycle', zh: '单周期' },
  settings: {
    riseShare: {
      schema: z.number().min(0).lt(1).default(0.3),
      label: { en: 'Share of the rise', zh: '上升占比' },
      term: 'share of the rise',
    },
    startDivisor: {
      schema: z.number().min(1).default(25),
      label: { en: 'Start: rate ÷', zh: '起始：学习率 ÷' },
      term: 'divisor at the start',
    },
    endDivisor: {
      schema: z.number().min(1).default(10_000),
      label: { en: 'End: start ÷', zh: '结束：起始值 ÷' },
      term: 'divisor of the start at the end',
    },
  },
  rateAt: (settings, { learningRate, step, stepsPerEpoch, epochs }) => {
    const last = stepsPerEpoch * epochs - 1
    const top = settings.riseShare * (last + 1) - 1
    const start = learningRate / settings.startDivisor
    if (top > 0 && step <= top) return between(start, learningRate, step / top)
    const from = Math.max(top, 0)
    const share = last > from ? Math.min((step - from) / (last - from), 1) : 1
    return between(learningRate, start / settings.endDivisor, share)
  },
})
