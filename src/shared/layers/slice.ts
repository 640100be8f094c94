import { z } from 'zod'
import { AppError, phrase } from '../errors'
import { cutOut } from '../math/field/connections'
import {
  anyInput,
  baseFields,
  count,
  noWeights,
  pointwise,
  positive,
  type LayerDefinition,
} from './definition'
import { apart } from './value-range'

export const sliceSchema = z.strictObject({
  ...baseFields,
  kind: z.literal('slice'),
  /** The first channel, counted from 0. */
  from: count.default(0),
  /** The channel behind the last one, as a range in Python ends. */
  to: positive,
})
export type Slice = z.infer<typeof sliceSchema>

/** Some neighbouring channels of a map, or units of a vector: ShuffleNet v2's split. */
export const slice: LayerDefinition<typeof sliceSchema> = {
  schema: sliceSchema,
  names: { en: { full: 'slice', short: 'slice' }, zh: { full: '切片', short: '切片' } },
  id: { stem: 'slice', numbered: true },
  start: { to: 1 },
  ...noWeights,
  ...pointwise,
  keeps: 'places',
  connections: ({ from, to }) => [cutOut(from, to)],
  merges: null,
  outputShape({ from, to }, inputs) {
    const input = anyInput(inputs)
    const channels = input.at(-1) ?? 0
    if (from >= to || to > channels)
      throw new AppError(
        'invalid-argument',
        phrase`Channels ${from} up to ${to} are no part of the ${channels} channels of the input: from is at least 0, and to is larger than from and at most ${channels}.`,
        to > channels ? { field: 'to', suited: channels } : { field: 'from', suited: 0 },
      )
    return [...input.slice(0, -1), to - from]
  },
  linear: true,
  nonNegative: (_, inputs) => inputs,
  range: (_, [range = 'any']) => apart(range),
  handsOn: () => null,
  keepsZero: () => false,
  mixesBatch: false,
}
