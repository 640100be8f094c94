import { z } from 'zod'
import { mapInput, type LayerDefinition } from './definition'
import { globalFields, globalPooling } from './global-pooling'
import { sameRange } from './value-range'

export const globalAvgPool2dSchema = z.strictObject({
  ...globalFields,
  kind: z.literal('globalAvgPool2d'),
})
export type GlobalAvgPool2d = z.infer<typeof globalAvgPool2dSchema>

/** Mean of each channel over the whole map. */
export const globalAvgPool2d: LayerDefinition<typeof globalAvgPool2dSchema> = {
  schema: globalAvgPool2dSchema,
  names: {
    en: { full: 'global average pooling', short: 'global avg' },
    zh: { full: '全局平均汇聚', short: '全局平均' },
  },
  id: { stem: 'average', numbered: false },
  start: {},
  ...globalPooling,
  linear: true,
  nonNegative: (_, inputs) => inputs,
  range: sameRange,
  handsOn(_, inputs) {
    const [height, width] = mapInput(inputs)
    return height * width === 1 ? 'values' : 'means'
  },
  keepsZero: () => true,
}
