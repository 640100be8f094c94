import { z } from 'zod'
import { wholeMap } from '../math/field/connections'
import { baseFields, mapInput, noWeights, type LayerDefinition } from './definition'

export const globalAvgPool2dSchema = z.strictObject({
  ...baseFields,
  kind: z.literal('globalAvgPool2d'),
})
export type GlobalAvgPool2d = z.infer<typeof globalAvgPool2dSchema>

/** Mean of each channel over the whole map: [height, width, channels] → [channels]. */
export const globalAvgPool2d: LayerDefinition<GlobalAvgPool2d> = {
  schema: globalAvgPool2dSchema,
  ...noWeights,
  outputShape: (_, inputs) => [mapInput(inputs)[2]],
  fieldStep(_, inputs) {
    const [height, width] = mapInput(inputs)
    return { kernel: [height, width], stride: [1, 1], padding: [0, 0] }
  },
  connections: (_, inputs) => [wholeMap(mapInput(inputs))],
}
