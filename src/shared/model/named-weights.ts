import { z } from 'zod'

/** Which weights of a run with a validation part a model has; `last` are those of its newest step. */
export const namedWeightsSchema = z.strictObject({
  which: z.enum(['best', 'last']),
  /** Epochs that they have been trained. */
  epoch: z.number().int().min(0),
})
export type NamedWeights = z.infer<typeof namedWeightsSchema>
