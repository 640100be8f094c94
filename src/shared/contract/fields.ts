import { z } from 'zod'
import { layerKindSchema } from '../layers'
import { ACTIVATIONS } from '../layers/activation'
import { bytes, float32, int32, unitSchema } from './common'
import { modelRefSchema } from './models'

const cell = z.number().int().min(0)
const numbers = z.tuple([z.number(), z.number()]).readonly()
const seed = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1)

/**
 * The target of a field: one unit, or the mean of a channel. For a unit of a vector, row and column
 * are 0.
 */
export const fieldTargetSchema = z.strictObject({
  layer: z.string(),
  unit: unitSchema,
  of: z.enum(['unit', 'channel']),
})
export type FieldTargetInput = z.infer<typeof fieldTargetSchema>

const pictureSource = z.strictObject({
  kind: z.literal('picture'),
  picture: z.string(),
  invert: z.boolean(),
})
/** Pictures of a data set's test half, drawn by the seed. */
const datasetSource = z.strictObject({
  kind: z.literal('dataset'),
  dataset: z.string(),
  count: z.number().int().min(1).max(512),
  seed,
})
/**
 * New random weights with noise as pictures, drawn this many times: the field of the architecture
 * alone.
 */
const randomSource = z.strictObject({
  kind: z.literal('random'),
  seed,
  draws: z.number().int().min(1).max(64),
})
/** What an effective field is averaged over. */
export const fieldSourceSchema = z.discriminatedUnion('kind', [
  pictureSource,
  datasetSource,
  randomSource,
])
export type FieldSource = z.infer<typeof fieldSourceSchema>
/** What the fields of a run's epochs are averaged over: the weights are the run's. */
export const filmSourceSchema = z.discriminatedUnion('kind', [pictureSource, datasetSource])
export type FilmSource = z.infer<typeof filmSourceSchema>

/** One weight a pixel, row-major. */
export const weightMapSchema = z.strictObject({ height: cell, width: cell, data: float32 })
/** Centre of mass, σ of each axis, and the radii that hold so many per cent; see `spreadOf`. */
export const spreadSchema = z.strictObject({
  center: numbers,
  sigma: numbers,
  radius50: z.number(),
  radius95: z.number(),
  radius99: z.number(),
})

const effectiveSchema = z.strictObject({
  map: weightMapSchema,
  /** `null` where no gradient reaches the pixels. */
  spread: spreadSchema.nullable(),
  /** Number of pictures or draws that were averaged. */
  count: cell,
})
export type EffectiveFieldAnswer = z.infer<typeof effectiveSchema>

const empiricalSchema = z.strictObject({
  map: weightMapSchema,
  /** Of the unit before anything was changed. */
  value: z.number(),
  /** Side of the squares that were changed. */
  patch: cell,
})
export type EmpiricalFieldAnswer = z.infer<typeof empiricalSchema>

export const filmSchema = z.strictObject({
  /** Epoch 0 is the network before the first step. */
  frames: z.array(
    z.strictObject({ epoch: cell, map: weightMapSchema, spread: spreadSchema.nullable() }),
  ),
})
export type FieldFilm = z.infer<typeof filmSchema>

/** The arithmetic of a unit; see `arithmeticOf`. */
export const traceSchema = z.strictObject({
  layer: z.string(),
  kind: layerKindSchema,
  unit: unitSchema,
  /** The engine's own, and the same recomputed in plain loops from the layer's inputs. */
  value: z.number(),
  recomputed: z.number(),
  /** Recomputed from the pixels up; `null` where that would take too long. */
  fromPixels: z.number().nullable(),
  /** Number of multiplications from the pixels up. */
  products: cell,
  combine: z.enum(['sum', 'max', 'product', 'function', 'softmax', 'normalise', 'response']),
  function: z.enum(ACTIVATIONS).nullable(),
  bias: z.number().nullable(),
  /** What a normalised value is multiplied by. */
  factor: z.number().nullable(),
  /** The term that won the maximum, or the unit's own, counted over all groups. */
  winner: cell.nullable(),
  /** Cells of the window in the padding: they add nothing and are not among the terms. */
  padding: cell,
  groups: z.array(
    z.strictObject({
      /** The layer whose units the terms are, or `input`: the normalised picture. */
      source: z.string(),
      /** Row, column and channel of each. */
      units: int32,
      values: float32,
      /** `null` where every factor is 1. */
      weights: float32.nullable(),
    }),
  ),
})
export type UnitTrace = z.infer<typeof traceSchema>

/** Receptive fields as they are, not as the formula says, and the arithmetic behind a unit. */
export const fieldCalls = {
  'fields.effective': {
    input: z.strictObject({
      model: modelRefSchema,
      target: fieldTargetSchema,
      source: fieldSourceSchema,
    }),
    output: effectiveSchema,
  },
  /** The centre unit of every layer, side by side. Reports progress; can be cancelled. */
  'fields.byLayer': {
    input: z.strictObject({ model: modelRefSchema, source: fieldSourceSchema }),
    /**
     * `small`: the field itself, coarse where the picture is large, in levels of its strongest
     * cell.
     */
    output: z.array(
      z.strictObject({
        layer: z.string(),
        spread: spreadSchema.nullable(),
        small: z.strictObject({ height: cell, width: cell, levels: bytes }),
      }),
    ),
  },
  /**
   * Changes the picture patch by patch and watches the unit. Without a size the smallest patch that
   * makes at most 1,024.
   */
  'fields.empirical': {
    input: z.strictObject({
      model: modelRefSchema,
      picture: z.string(),
      invert: z.boolean(),
      target: fieldTargetSchema,
      patch: z.number().int().min(1).max(4096).optional(),
      delta: z.number().gt(0).max(1),
    }),
    output: empiricalSchema,
  },
  /** The effective field after every epoch whose weights the run has kept. */
  'fields.film': {
    input: z.strictObject({ run: z.string(), target: fieldTargetSchema, source: filmSourceSchema }),
    output: filmSchema,
  },
  /**
   * The unit computed from the pixels up, however long that takes. Reports progress; can be
   * cancelled.
   */
  'fields.fromPixels': {
    input: z.strictObject({ pass: z.string(), layer: z.string(), unit: unitSchema }),
    output: z.strictObject({ value: z.number() }),
  },
  'fields.trace': {
    input: z.strictObject({ pass: z.string(), layer: z.string(), unit: unitSchema }),
    output: traceSchema,
  },
} as const
