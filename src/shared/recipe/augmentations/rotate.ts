import { z } from 'zod'
import { defineAugmentation } from './definition'

/** Turns about the centre, by as much to either side. */
export const rotate = defineAugmentation({
  kind: 'rotate',
  label: { en: 'Rotate', zh: '旋转' },
  means: { en: 'Largest angle in degrees', zh: '最大角度（度）' },
  schema: z.number().positive().max(180),
  start: 10,
})
