import { z } from 'zod'
import { extentOf } from '../math/field/cells'
import { flattening } from '../math/field/connections'
import { anyInput, baseFields, elements, noWeights, type LayerDefinition } from './definition'

export const flattenSchema = z.strictObject({ ...baseFields, kind: z.literal('flatten') })
export type Flatten = z.infer<typeof flattenSchema>

/** [height, width, channels] → [height·width·channels], channels running fastest. */
export const flatten: LayerDefinition<Flatten> = {
  schema: flattenSchema,
  ...noWeights,
  outputShape: (_, inputs) => [elements(anyInput(inputs))],
  fieldStep: () => null,
  connections: (_, inputs) => [flattening(extentOf(anyInput(inputs)))],
}
