import { z } from 'zod'
import { mapInput, type LayerDefinition } from './definition'
import { globalFields, globalPooling } from './global-pooling'
import { apart } from './value-range'

export const globalMaxPool2dSchema = z.strictObject({
  ...globalFields,
  kind: z.literal('globalMaxPool2d'),
})
export type GlobalMaxPool2d = z.infer<typeof globalMaxPool2dSchema>

/** The largest value of each channel's whole map. */
export const globalMaxPool2d: LayerDefinition<typeof globalMaxPool2dSchema> = {
  schema: globalMaxPool2dSchema,
  names: {
    en: { full: 'global max pooling', short: 'global max' },
    zh: { full: '全局最大汇聚', short: '全局最大' },
  },
  id: { stem: 'maximum', numbered: false },
  start: {},
  ...globalPooling,
  linear: false,
  nonNegative: (_, inputs) => inputs,
  range: (_, [range = 'any']) => apart(range),
  handsOn(_, inputs) {
    const [height, width] = mapInput(inputs)
    return height * width === 1 ? 'values' : null
  },
  keepsZero: () => true,
}
