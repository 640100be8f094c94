import { z } from 'zod'
import { phrase } from '../errors'
import { extentOf } from '../math/field/cells'
import { slice } from '../math/field/connections'
import { baseFields, noWeights, pointwise, type LayerDefinition } from './definition'
import { mergedInputs, requireEqual } from './merging'

export const concatSchema = z.strictObject({
  ...baseFields,
  inputs: mergedInputs,
  kind: z.literal('concat'),
})
export type Concat = z.infer<typeof concatSchema>

/** Inputs side by side along the channels. */
export const concat: LayerDefinition<typeof concatSchema> = {
  schema: concatSchema,
  names: { en: { full: 'concatenation', short: 'concat' }, zh: { full: '连结', short: '连结' } },
  id: { stem: 'concat', numbered: true },
  start: {},
  ...noWeights,
  ...pointwise,
  merges: 'channels',
  outputShape(_, shapes) {
    const first = requireEqual(
      shapes,
      (shape) => shape.slice(0, -1),
      phrase`Inputs of a concatenation must agree in height and width`,
    )
    return [...first.slice(0, -1), shapes.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0)]
  },
  keeps: 'places',
  connections(_, shapes) {
    const extents = shapes.map(extentOf)
    return extents.map((extent, i) =>
      slice(
        extent,
        extents.slice(0, i).reduce((sum, [, , channels]) => sum + channels, 0),
      ),
    )
  },
  linear: true,
  nonNegative: (_, inputs) => inputs,
  range: (_, ranges) => (ranges.includes('any') ? 'any' : 'probability'),
  handsOn: () => null,
  keepsZero: () => false,
  mixesBatch: false,
}
