import { z } from 'zod'
import { defineAugmentation } from './definition'

/** Moves along both axes, by fractions of a pixel too. */
export const shift = defineAugmentation({
  kind: 'shift',
  label: { en: 'Shift', zh: '平移' },
  means: { en: 'Largest shift, as a share of the side', zh: '最大平移，占边长的比例' },
  schema: z.number().positive().max(0.5),
  start: 0.1,
})
