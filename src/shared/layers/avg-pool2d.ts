import { z } from 'zod'
import type { LayerDefinition } from './definition'
import { poolFields, pooling } from './pooling'

export const avgPool2dSchema = z.strictObject({
  ...poolFields,
  kind: z.literal('avgPool2d'),
  /** Whether padding counts in the divisor (PyTorch's count_include_pad). */
  countIncludePad: z.boolean().default(true),
})
export type AvgPool2d = z.infer<typeof avgPool2dSchema>

/** The mean of each window, channel by channel (chapter 6.2.4). */
export const avgPool2d: LayerDefinition<typeof avgPool2dSchema> = {
  schema: avgPool2dSchema,
  names: {
    en: { full: 'average pooling', short: 'avg pool' },
    zh: { full: '平均汇聚', short: '平均汇聚' },
  },
  id: { stem: 'pool', numbered: true },
  start: { window: 2 },
  ...pooling,
  linear: true,
  nonNegative: (_, inputs) => inputs,
  keepsZero: () => true,
}
