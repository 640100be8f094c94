import { z } from 'zod'
import { layerKindSchema } from '../layers'
import { outputMeaningSchema } from '../model/output/meaning'
import { modelSpecSchema } from '../model/spec'
import { receptiveFieldSchema, shapeSchema } from './common'

/**
 * `preset:lenet`, `bundled:lenet`, `run:<id>`, `imported:<id>`, `saved:<id>`, or, for as long as
 * the engine lives, `edited:<id>`, a copy on trial, and `draft:builder`, what the builder holds.
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
   * False for presets and for runs that have no checkpoint yet: they are inspected with fresh
   * seeded weights.
   */
  trained: z.boolean(),
  parameters: z.number().int(),
  inputShape: shapeSchema,
  /** What the numbers at its end mean. */
  meaning: outputMeaningSchema,
  /** Names of its classes, labels or values. */
  classes: z.array(z.string()),
  dataset: z.string().optional(),
  testAccuracy: z.number().optional(),
  /** Milliseconds since 1970. */
  modified: z.number().optional(),
  /**
   * What keeps this entry from being used, if anything does (a damaged folder stays listed with its
   * fault).
   */
  problem: z.string().optional(),
  /**
   * What has to be known of its weights (older ones are used, some are not numbers), for people;
   * only where they were looked at, which lists don't.
   */
  warnings: z.array(z.string()).optional(),
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
