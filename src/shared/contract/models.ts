import { z } from 'zod'
import { layerKindSchema } from '../layers'
import { namedWeightsSchema } from '../model/named-weights'
import { outputMeaningSchema } from '../model/output/meaning'
import { KNOWN_IDS, preprocessingSchema, unknownSchema } from '../model/preprocessing'
import { modelSpecSchema } from '../model/spec'
import { phraseSchema, receptiveFieldSchema, shapeSchema, wordsSchema } from './common'

/**
 * `preset:lenet`, `bundled:lenet`, `run:<id>`, `imported:<id>`, `saved:<id>`, or, for as long as
 * the engine runs, `edited:<id>`, an edited copy, and `draft:builder`, the builder's network. A run
 * with a validation part has the weights of its best epoch, and `run:<id>@last` those of its newest
 * step; `run:<id>@<step>` is a run at a moment that it has kept.
 */
export const modelRefSchema = z
  .string()
  .regex(
    /^((preset|bundled|imported|saved|edited|draft):[\w.-]{1,120}|run:[\w.-]{1,120}(@(last|\d{1,9}))?)$/,
  )
export type ModelRef = z.infer<typeof modelRefSchema>

const LAST = '@last'

/** The ref of the newest weights of a run that opens with those of its best epoch. */
export const lastWeightsOf = (run: string): ModelRef => `run:${run}${LAST}`

/** The run that a ref names the weights of; undefined for models that are no runs. */
export const runOfRef = (ref: ModelRef): string | undefined =>
  ref.startsWith('run:') ? ref.slice('run:'.length).replace(/@(last|\d+)$/, '') : undefined

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
  /** How pictures become its input, where that is more than value / 255. */
  preprocessing: preprocessingSchema.optional(),
  /** What another program's file did not say, and nobody has said since. */
  assumed: z.array(unknownSchema).optional(),
  dataset: z.string().optional(),
  testAccuracy: z.number().optional(),
  /** Its weights are the moving average of those that were trained. */
  averaged: z.literal(true).optional(),
  /** Which weights of its run they are, where that has a validation part. */
  weights: namedWeightsSchema.optional(),
  validationAccuracy: z.number().optional(),
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

export type ModelSummary = z.infer<typeof modelSummarySchema>

export const modelDetailSchema = z.strictObject({
  entry: modelEntrySchema,
  spec: modelSpecSchema,
  summary: modelSummarySchema,
})
export type ModelDetail = z.infer<typeof modelDetailSchema>

/** What a file or folder holds, before it is imported. */
export const modelLookSchema = z.strictObject({
  /** The format of the files: an export format, `run`, or `network` for one without weights. */
  format: z.string(),
  title: z.string(),
  summary: modelSummarySchema,
  inputShape: shapeSchema,
  meaning: outputMeaningSchema,
  /** How many classes, labels or values its outputs stand for. */
  outputs: z.number().int(),
  /** Their names; empty where the file doesn't name them. */
  classes: z.array(z.string()),
  /** What the files don't say, and the user is asked for. */
  unknown: z.array(unknownSchema),
  /** As the files say it, or as it is guessed. */
  preprocessing: preprocessingSchema,
  /** Why the preprocessing is guessed as it is, where the files don't say it. */
  guess: z.strictObject({ id: z.enum(KNOWN_IDS), why: phraseSchema }).optional(),
  notes: z.array(phraseSchema),
})
export type ModelLook = z.infer<typeof modelLookSchema>

/** What the user says of a model, in addition to its files or against them. */
export const modelAnswersSchema = z.strictObject({
  preprocessing: preprocessingSchema.optional(),
  classes: z.array(z.string().max(200)).max(65_536).optional(),
})
export type ModelAnswers = z.infer<typeof modelAnswersSchema>
