import { z } from 'zod'
import { phrase } from '../errors'
import { baseFields, noWeights, pointwise, type LayerDefinition } from './definition'
import { broadcastConnections, mergedInputs, requireBroadcast } from './merging'

export const multiplySchema = z.strictObject({
  ...baseFields,
  inputs: mergedInputs,
  kind: z.literal('multiply'),
})
export type Multiply = z.infer<typeof multiplySchema>

/**
 * Product of inputs of one shape; one of a single row, column or channel multiplies each, as the
 * gate of a squeeze-and-excitation does: one factor a channel. Source: Hu et al.,
 * "Squeeze-and-Excitation Networks", 2018.
 */
export const multiply: LayerDefinition<typeof multiplySchema> = {
  schema: multiplySchema,
  names: {
    en: { full: 'multiplication', short: 'multiply' },
    zh: { full: '相乘', short: '相乘' },
  },
  id: { stem: 'multiply', numbered: true },
  start: {},
  ...noWeights,
  ...pointwise,
  merges: 'values',
  outputShape: (_, shapes) =>
    requireBroadcast(shapes, phrase`Inputs of a multiplication must have the same shape`),
  connections: (_, shapes) => broadcastConnections(shapes),
  linear: false,
  nonNegative: (_, inputs) => inputs,
  range: (_, ranges) => (ranges.includes('any') ? 'any' : 'probability'),
  handsOn: () => null,
  keepsZero: () => false,
  mixesBatch: false,
}
