import { z } from 'zod'
import { defineAugmentation } from './definition'

/** Enlarges a part of the picture, anywhere in it, to the whole size. */
export const crop = defineAugmentation({
  kind: 'crop',
  label: { en: 'Crop', zh: '裁剪' },
  means: { en: 'Smallest side of the part, as a share', zh: '保留部分的最小边长比例' },
  schema: z.number().min(0.1).max(0.99),
  start: 0.8,
})
