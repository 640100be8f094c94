import { z } from 'zod'
import { phrase } from '../errors'
import { baseFields, noWeights, pointwise, type LayerDefinition } from './definition'
import { broadcastConnections, mergedInputs, requireBroadcast } from './merging'
import { anyRange } from './value-range'

export const addSchema = z.strictObject({
  ...baseFields,
  inputs: mergedInputs,
  kind: z.literal('add'),
})
export type Add = z.infer<typeof addSchema>

/** Sum of inputs of one shape; one of a single row, column or channel is added to each. */
export const add: LayerDefinition<typeof addSchema> = {
  schema: addSchema,
  names: { en: { full: 'addition', short: 'add' }, zh: { full: '相加', short: '相加' } },
  id: { stem: 'add', numbered: true },
  start: {},
  ...noWeights,
  ...pointwise,
  merges: 'values',
  outputShape: (_, shapes) =>
    requireBroadcast(shapes, phrase`Inputs of an addition must have the same shape`),
  connections: (_, shapes) => broadcastConnections(shapes),
  linear: true,
  nonNegative: (_, inputs) => inputs,
  range: anyRange,
  handsOn: () => null,
  keepsZero: () => false,
  mixesBatch: false,
}
