import { z } from 'zod'
import { wholeMap } from '../math/field/connections'
import { baseFields, mapInput, noWeights, type LayerDefinition } from './definition'
import { sameRange } from './value-range'

export const globalAvgPool2dSchema = z.strictObject({
  ...baseFields,
  kind: z.literal('globalAvgPool2d'),
})
export type GlobalAvgPool2d = z.infer<typeof globalAvgPool2dSchema>

/** Mean of each channel over the whole map: [height, width, channels] → [channels]. */
export const globalAvgPool2d: LayerDefinition<typeof globalAvgPool2dSchema> = {
  schema: globalAvgPool2dSchema,
  names: {
    en: { full: 'global average pooling', short: 'global avg' },
    zh: { full: '全局平均汇聚', short: '全局平均' },
  },
  id: { stem: 'average', numbered: false },
  start: {},
  takes: 'map',
  merges: null,
  ...noWeights,
  outputShape: (_, inputs) => [mapInput(inputs)[2]],
  window: null,
  global: true,
  keeps: null,
  paddingThatFits: () => null,
  stride: () => [1, 1],
  fieldStep: (_, __, extent) => ({ kernel: extent, stride: [1, 1], padding: [0, 0] }),
  connections: (_, inputs) => [wholeMap(mapInput(inputs))],
  linear: true,
  nonNegative: (_, inputs) => inputs,
  range: sameRange,
  handsOn(_, inputs) {
    const [height, width] = mapInput(inputs)
    return height * width === 1 ? 'values' : 'means'
  },
  keepsZero: () => true,
  mixesBatch: false,
}
