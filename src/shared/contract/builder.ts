import { z } from 'zod'
import { recipeSchema } from '../model/recipe'
import { optimizerKindSchema } from '../recipe/optimizers'
import { modelSpecSchema } from '../model/spec'
import { tokenSchema } from './common'
import { modelEntrySchema, modelRefSchema } from './models'

/** What real steps of a network took on this machine. */
export const measurementSchema = z.strictObject({
  /** Median of the timed steps. */
  secondsPerStep: z.number(),
  /** The most bytes of tensors that were in memory at once. */
  peakBytes: z.number(),
  steps: z.number().int(),
  batchSize: z.number().int(),
  device: z.string(),
})
export type Measurement = z.infer<typeof measurementSchema>

/** Calls of the model builder. */
export const builderCalls = {
  /** Saves a network among the models, untrained; with `model` it replaces that saved network. */
  'builder.save': {
    input: z.strictObject({ spec: modelSpecSchema, model: modelRefSchema.optional() }),
    output: modelEntrySchema,
  },
  /** Keeps a network in memory for inspection, in place of the one before; nothing is saved. */
  'builder.draft': { input: z.strictObject({ spec: modelSpecSchema }), output: modelEntrySchema },
  /** The text of a file with a network, valid or not; of a model with weights, only its network. */
  'builder.read': {
    input: z.strictObject({ token: tokenSchema }),
    output: z.strictObject({ name: z.string(), text: z.string() }),
  },
  /** Trains a few steps on noise. Reports progress; can be cancelled. */
  'builder.measure': {
    input: z.strictObject({
      spec: modelSpecSchema,
      batchSize: recipeSchema.shape.batchSize.unwrap(),
      optimizer: optimizerKindSchema,
      steps: z.number().int().min(1).max(100),
    }),
    output: measurementSchema,
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
