import { z } from 'zod'
import { layerKindSchema } from '../layers'
import { outputMeaningSchema } from '../model/output/meaning'
import { modelSpecSchema } from '../model/spec'
import { receptiveFieldSchema, shapeSchema, wordsSchema } from './common'

/**
 * `preset:lenet`, `bundled:lenet`, `run:<id>`, `imported:<id>`, `saved:<id>`, or, for as long as
 * the engine runs, `edited:<id>`, an edited copy, and `draft:builder`, the builder's network.
 */
export const modelRefSchema = z
  .string()
  .regex(/^(preset|bundled|run|imported|saved|edited|draft):[\w.-]{1,120}$/)
export type ModelRef = z.infer<typeof modelRefSchema>

export const modelEntrySchema = z.strictObject({
  ref: modelRefSchema,
  title: z.string(),
  origin: z.enum(['preset', 'bundled', 'run', 'imported', 'saved', 'edited', 'draft']),
  /**
   * False for presets and for runs that have no checkpoint yet: they are inspected with new seeded
   * weights.
   */
  trained: z.boolean(),
  parameters: z.number().int(),
  inputShape: shapeSchema,
  /** What its outputs mean. */
  meaning: outputMeaningSchema,
  /** Names of its classes, labels or values. */
  classes: z.array(z.string()),
  dataset: z.string().optional(),
  testAccuracy: z.number().optional(),
  /** Milliseconds since 1970. */
  modified: z.number().optional(),
  /**
   * The fault that makes this entry unusable, if any: a damaged folder stays in the list with its
   * fault.
   */
  problem: wordsSchema.optional(),
  /**
   * Why this machine's memory can't open its weights, in numbers. Its network can still be looked
   * at, changed and made smaller.
   */
  tooLarge: wordsSchema.optional(),
  /**
   * Remarks on its weights, for people: older ones are used, or some are not numbers. Lists don't
   * have them, since they read no weights.
   */
  warnings: z.array(wordsSchema).optional(),
})
export type ModelEntry = z.infer<typeof modelEntrySchema>

export const modelSummarySchema = z.strictObject({
  layers: z.array(
    z.strictObject({
      id: z.string(),
      kind: layerKindSchema,
      outputShape: shapeSchema,
      parameters: z.number().int(),
      macs: z.number(),
      receptiveField: receptiveFieldSchema.nullable(),
    }),
  ),
  totals: z.strictObject({ parameters: z.number(), macs: z.number(), activationBytes: z.number() }),
})

export const modelDetailSchema = z.strictObject({
  entry: modelEntrySchema,
  spec: modelSpecSchema,
  summary: modelSummarySchema,
})
export type ModelDetail = z.infer<typeof modelDetailSchema>
