import { z } from 'zod'
import { int32 } from './common'

const share = z.number().min(0).max(1)
const count = z.number().int().min(0)

/** The limit beyond which pictures are unlike those of the training. */
const limitSchema = z.strictObject({ threshold: z.number() })

/** From where on a picture is unlike those that a network was trained on. */
export const familiaritySchema = z.strictObject({
  /** Share of the test pictures that each limit accepts. */
  accepted: share,
  /** And that all of them accept, as measured. */
  together: share,
  /** Of the energy −ln Σ exp(logit); null where the network gives probabilities. */
  energy: limitSchema.nullable(),
  /** Of the distance to the nearest class mean in a layer, in standard deviations. */
  distance: limitSchema.extend({ layer: z.string(), training: count }),
})
export type Familiarity = z.infer<typeof familiaritySchema>

const binSchema = z.strictObject({
  from: share,
  to: share,
  count,
  confidence: share.nullable(),
  accuracy: share.nullable(),
})

/** How good probabilities are. */
const probabilitiesSchema = z.strictObject({
  /** Mean of −ln p(true class). */
  nll: z.number().nullable(),
  /** Expected calibration error. */
  ece: share,
  /** Equal bins (from, to] of the confidence. */
  bins: z.array(binSchema).readonly(),
})
export type ProbabilityFacts = z.infer<typeof probabilitiesSchema>

/** α of prediction sets: at most this share of them lack the true class. */
export const alphaSchema = z.number().min(0.001).max(0.5)

const setsSchema = z.strictObject({
  alpha: alphaSchema,
  /** Classes of at least this probability are in a set. */
  threshold: share,
  /** Whether there were enough pictures for this α: 1/α − 1. */
  enough: z.boolean(),
  coverage: share,
  meanSize: z.number().min(0),
  /** How many sets have no class, one, two … */
  sizes: z.array(count).readonly(),
})
export type PredictionSets = z.infer<typeof setsSchema>

/**
 * What a network's probabilities are worth, by a data set's test pictures: one half is fitted on,
 * every figure is of the other half.
 */
export const reliabilitySchema = z.strictObject({
  dataset: z.string(),
  title: z.string(),
  /** The half that is fitted on is drawn with this seed, of every class its share. */
  seed: count,
  /** Places in the test set of the half that temperature and sets are fitted on. */
  fitted: int32,
  /** How many pictures the figures are of. */
  measured: count,
  accuracy: share,
  /** T: the probabilities are those of logits / T. */
  temperature: z.number().positive(),
  before: probabilitiesSchema,
  after: probabilitiesSchema,
  /** Accuracy where only the surest answers are given; confidences with T. */
  reject: z
    .array(z.strictObject({ answered: share, accuracy: share, threshold: share }))
    .readonly(),
  /** By the probabilities without T, whose fit would use the same pictures. */
  sets: z.array(setsSchema).readonly(),
  familiarity: familiaritySchema,
})
export type Reliability = z.infer<typeof reliabilitySchema>

/** The part of it that goes into an export, on request. */
export const relianceSchema = z.strictObject({
  dataset: z.string().max(200),
  temperature: z.number().positive().max(1000),
  energy: z
    .strictObject({
      /** Pictures with an energy −ln Σ exp(logit) above this are unlike those of the training. */
      threshold: z.number(),
      accepted: share,
    })
    .optional(),
})
export type Reliance = z.infer<typeof relianceSchema>

const measureSchema = limitSchema.extend({
  /** Null where it is no number. */
  value: z.number().nullable(),
})

/** Whether a picture is like those of the training. */
export const likenessSchema = z.strictObject({
  /** The data set whose test pictures gave the limits. */
  dataset: z.string(),
  accepted: share,
  unlike: z.boolean(),
  energy: measureSchema.optional(),
  distance: measureSchema.optional(),
})
export type Likeness = z.infer<typeof likenessSchema>
