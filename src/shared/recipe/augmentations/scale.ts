import { z } from 'zod'
import { defineAugmentation } from './definition'

/** Enlarges or reduces about the centre: by (1 + amount)^u, u uniform in −1…1. */
export const scale = defineAugmentation({
  kind: 'scale',
  label: { en: 'Scale', zh: '缩放' },
  means: { en: 'Largest change of size', zh: '最大尺寸变化' },
  schema: z.number().positive().max(2),
  start: 0.1,
})
