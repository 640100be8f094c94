import { z } from 'zod'
import { AppError, phrase, type Phrase } from '../errors'
import { extentOf } from '../math/field/cells'
import { slice } from '../math/field/connections'
import {
  baseFields,
  formatShape,
  noWeights,
  pointwise,
  type LayerDefinition,
  type Shape,
} from './definition'

const inputs = z.array(z.string()).min(2).max(64)
export const addSchema = z.strictObject({ ...baseFields, inputs, kind: z.literal('add') })
export const concatSchema = z.strictObject({ ...baseFields, inputs, kind: z.literal('concat') })
export type Add = z.infer<typeof addSchema>
export type Concat = z.infer<typeof concatSchema>

function requireEqual(
  shapes: readonly Shape[],
  comparable: (shape: Shape) => Shape,
  what: Phrase,
): Shape {
  const [first, ...rest] = shapes
  if (!first || rest.length === 0)
    throw new AppError('invalid-argument', phrase`This layer takes two or more inputs.`, {
      field: 'inputs',
    })
  if (
    rest.some(
      (shape) =>
        shape.length !== first.length || comparable(shape).join() !== comparable(first).join(),
    )
  ) {
    throw new AppError(
      'invalid-argument',
      phrase`${what}, and got ${shapes.map(formatShape).join(' + ')}.`,
      { field: 'inputs' },
    )
  }
  return first
}

/** Sum of inputs of one shape. */
export const add: LayerDefinition<Add> = {
  schema: addSchema,
  ...noWeights,
  outputShape: (_, shapes) =>
    requireEqual(shapes, (shape) => shape, phrase`Inputs of an addition must have one shape`),
  ...pointwise,
}

/** Inputs side by side along the channels. */
export const concat: LayerDefinition<Concat> = {
  schema: concatSchema,
  ...noWeights,
  outputShape(_, shapes) {
    const first = requireEqual(
      shapes,
      (shape) => shape.slice(0, -1),
      phrase`Inputs of a concatenation must agree in height and width`,
    )
    return [...first.slice(0, -1), shapes.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0)]
  },
  fieldStep: () => null,
  connections(_, shapes) {
    const extents = shapes.map(extentOf)
    return extents.map((extent, i) =>
      slice(
        extent,
        extents.slice(0, i).reduce((sum, [, , channels]) => sum + channels, 0),
      ),
    )
  },
}
