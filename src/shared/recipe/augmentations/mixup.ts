import { z } from 'zod'
import { defineAugmentation } from './definition'

/**
 * Mixes each picture and its label with another one's; the share is drawn from Beta(α, α) (Zhang et
 * al. 2018), the larger part its own.
 */
export const mixup = defineAugmentation({
  kind: 'mixup',
  label: { en: 'Mixup', zh: '混合' },
  means: { en: 'α of the shares', zh: '混合比例的 α' },
  schema: z.number().min(0.01).max(10),
  start: 0.2,
})
