import { z } from 'zod'
import { float32, int32, tensorSchema } from './common'
import { fieldTargetSchema, spreadSchema, weightMapSchema } from './fields'
import { mapsSchema, passSchema } from './inspect'
import { runInfoSchema } from './training'

const step = z.number().int().min(0)
const run = z.strictObject({ run: z.string() })
const title = z.string().trim().min(1).max(120)

export const runMomentSchema = z.strictObject({
  step,
  /** The epoch that ended there; 0 is the network before the first step. */
  epoch: z.number().int().min(0).optional(),
  /** Whether a copy of the run continues from there with the same numbers. */
  exact: z.boolean(),
})
export type RunMoment = z.infer<typeof runMomentSchema>

export const runMomentsSchema = z.strictObject({
  moments: z.array(runMomentSchema),
  /** Bytes of complete moments on the disk, and the most that they may take. */
  bytes: z.number().min(0),
  budget: z.number().min(0),
})
export type RunMoments = z.infer<typeof runMomentsSchema>

/** What the network of a moment makes of a picture. */
export const momentLookSchema = z.strictObject({
  step,
  pass: passSchema,
  /** Of the layer that was asked for. */
  maps: mapsSchema,
  /** [height, width, in, out] or [in, out]; nothing for a layer without weights. */
  filters: tensorSchema.nullable(),
  /** The effective field of the unit on this picture; nothing where none was asked for. */
  field: z.strictObject({ map: weightMapSchema, spread: spreadSchema.nullable() }).nullable(),
})
export type MomentLook = z.infer<typeof momentLookSchema>

/** How right a run was on its test pictures at each moment. */
export const momentScoresSchema = z.strictObject({
  dataset: z.string(),
  classes: z.array(z.string()),
  steps: int32,
  accuracies: float32,
  losses: float32,
  /** Moment after moment: [true class][predicted class]. */
  confusion: int32,
})
export type MomentScores = z.infer<typeof momentScoresSchema>

/** The time machine: every moment of a run that its folder has kept. */
export const momentCalls = {
  'moments.list': { input: run, output: runMomentsSchema },
  'moments.look': {
    input: run.extend({
      step,
      picture: z.string(),
      invert: z.boolean(),
      layer: z.string(),
      field: fieldTargetSchema.optional(),
    }),
    output: momentLookSchema,
  },
  /** The kept scores of all moments; nothing where some were never measured. */
  'moments.kept': { input: run, output: momentScoresSchema.nullable() },
  /** Measures every moment on the test pictures, and keeps that. Reports progress; can be cancelled. */
  'moments.measure': { input: run, output: momentScoresSchema },
  /** A new run that stands where this one stood; continued, it makes the same steps. */
  'moments.copy': {
    input: run.extend({ step, title: title.optional() }),
    output: runInfoSchema,
  },
} as const
