import { z } from 'zod'
import { layerKindSchema } from '../layers'
import {
  bytes,
  cellRangeSchema,
  float32,
  receptiveFieldSchema,
  shapeSchema,
  tensorSchema,
  tokenSchema,
  wordsSchema,
} from './common'
import { outputMeaningSchema } from '../model/output/meaning'
import { pictureNoteSchema } from '../picture-notes'
import { likenessSchema } from './reliability'
import { splitSchema } from './datasets'

/**
 * Where a picture comes from: a dropped or chosen file, pasted bytes, a data set, the bundled
 * samples, or drawn in the window.
 */
export const pictureSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('token'), token: tokenSchema }),
  z.strictObject({ kind: z.literal('bytes'), name: z.string().max(255), bytes }),
  z.strictObject({
    kind: z.literal('dataset'),
    dataset: z.string(),
    split: splitSchema,
    index: z.number().int().min(0),
  }),
  z.strictObject({ kind: z.literal('sample'), name: z.string().regex(/^[\w-]+$/) }),
  /** [height, width, channels] bytes. */
  z.strictObject({
    kind: z.literal('pixels'),
    name: z.string().max(255),
    height: z.number().int().min(1).max(4096),
    width: z.number().int().min(1).max(4096),
    channels: z.union([z.literal(1), z.literal(3)]),
    pixels: bytes,
  }),
])
export type PictureSource = z.infer<typeof pictureSourceSchema>

export const pictureSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Size of the picture itself. */
  height: z.number().int(),
  width: z.number().int(),
  /** A copy for the screen, at most 512 pixels a side, RGBA. */
  preview: z.strictObject({ height: z.number().int(), width: z.number().int(), rgba: bytes }),
  /** True class, where the picture comes from a data set. */
  label: z.string().optional(),
  /** What was done to it on opening that a person should know. */
  notes: z.array(pictureNoteSchema).optional(),
})
export type Picture = z.infer<typeof pictureSchema>

/** The score of a class or label. */
export const predictionSchema = z.strictObject({
  label: z.string(),
  /** Place among the classes or labels. */
  index: z.number().int(),
  /** Channel of the last layer that gives it: one unit can give two classes. */
  unit: z.number().int(),
  probability: z.number(),
  /** Absent where the network gives probabilities itself. */
  logit: z.number().optional(),
})
export type Prediction = z.infer<typeof predictionSchema>

/** One value of a regression. */
export const outputValueSchema = z.strictObject({
  label: z.string(),
  index: z.number().int(),
  value: z.number(),
})
export type OutputValue = z.infer<typeof outputValueSchema>

/** Statistics of a layer's output, without the output itself. */
export const layerStatisticsSchema = z.strictObject({
  id: z.string(),
  kind: layerKindSchema,
  shape: shapeSchema,
  min: z.number(),
  max: z.number(),
  mean: z.number(),
  standardDeviation: z.number(),
  /** Share of values that are exactly 0. */
  sparsity: z.number(),
  receptiveField: receptiveFieldSchema.nullable(),
})
export type LayerStatistics = z.infer<typeof layerStatisticsSchema>

/**
 * A forward pass that the engine keeps (the last few), so that layers can be fetched one by one.
 */
export const passSchema = z.strictObject({
  id: z.string(),
  model: z.string(),
  /** Training step of the weights, for a run. */
  step: z.number().int().optional(),
  /** Remarks on the weights, for people: older ones are used, or some are not numbers. */
  warnings: z.array(wordsSchema).optional(),
  /** The picture as the network sees it, before normalisation: 0…1. */
  input: tensorSchema,
  layers: z.array(layerStatisticsSchema),
  /** What the outputs mean. */
  meaning: outputMeaningSchema,
  /** Classes or labels, most probable first; none of a regression. */
  predictions: z.array(predictionSchema),
  /** A regression's values in their order; none of another network. */
  values: z.array(outputValueSchema),
  /** Whether the picture is like those of the training, where that was measured. */
  likeness: likenessSchema.optional(),
})
export type Pass = z.infer<typeof passSchema>

/** A layer's maps for display: each quantised by itself, value ≈ min + q/255 · (max − min). */
export const mapsSchema = z.strictObject({
  shape: shapeSchema,
  /** Channel after channel, each height × width bytes (a vector is one row). */
  quantised: bytes,
  minimum: float32,
  maximum: float32,
})
export type LayerMaps = z.infer<typeof mapsSchema>

export const unitDetailSchema = z.strictObject({
  value: z.number(),
  /** `null` where the layer's field differs from unit to unit. */
  field: cellRangeSchema.nullable(),
  /** Whether part of the field lies outside the picture. */
  clipped: z.boolean(),
  /** The part of the input inside the field, clipped: [height, width, channels], 0…1. */
  patch: tensorSchema.nullable(),
})
export type UnitDetail = z.infer<typeof unitDetailSchema>
