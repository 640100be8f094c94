import { z } from 'zod'
import { exportFormatSchema } from '../formats'
import { namedWeightsSchema } from '../model/named-weights'
import { phraseSchema } from './common'

/** Why two models differ at a layer. */
export const CAUSES = [
  'inverted-picture',
  'channel-order',
  'resize-method',
  'fitting',
  'value-range',
  'normalisation',
  'flatten-order',
  'one-sided-padding',
  'padding-in-averages',
  'batch-norm-epsilon',
  'batch-norm-momentum',
  'flipped-kernel',
  'turned-kernel',
  'missing-bias',
  'activation',
  'softmax-twice',
  'softmax-missing',
  'other-weights',
  'other-shape',
  'unknown',
] as const
const causeSchema = z.enum(CAUSES)
export type Cause = z.infer<typeof causeSchema>

/** The first layer at which two models differ; `input` is what they make of a picture. */
const firstDifferenceSchema = z.strictObject({
  layer: z.string().max(200),
  cause: causeSchema,
  explanation: phraseSchema,
})
export type FirstDifference = z.infer<typeof firstDifferenceSchema>

/** What a comparison of two models found. */
export const verificationSchema = z.strictObject({
  ok: z.boolean(),
  /** Of the outputs; null where one side is not a number. */
  maxDifference: z.number().min(0).nullable(),
  firstDifference: firstDifferenceSchema.nullable(),
})
export type Verification = z.infer<typeof verificationSchema>

/** Where an example of a certificate comes from. */
const exampleSchema = z.strictObject({
  /** The picture in the folder of the certificate; null for numbers that are no picture. */
  picture: z.string().max(40).nullable(),
  from: phraseSchema,
})

/** `certificate.json` of an export. */
export const certificateSchema = z.strictObject({
  version: z.literal(1),
  format: exportFormatSchema,
  /** The file with the description of the model. */
  description: z.string().max(40),
  /** SHA-256 of the weights: each name, then its float32 numbers, in the order of the layers. */
  weights: z.string().regex(/^[0-9a-f]{64}$/),
  /** Which weights of a run with a validation part they are. */
  of: namedWeightsSchema.optional(),
  /** The order of the numbers in the certificate's arrays. */
  layout: z.literal('batch, height, width, channels'),
  examples: z.array(exampleSchema).min(1).max(32),
  /** The layer whose output is the network's. */
  output: z.string().max(200),
  /** What was opened again in a new process: the network, or only its weights. */
  opened: z.enum(['network', 'weights']),
  /** Null before it was opened. */
  result: verificationSchema.nullable(),
})
export type Certificate = z.infer<typeof certificateSchema>
