import { z } from 'zod'
import { bytes, float32, receptiveFieldSchema, tensorSchema } from './common'
import { splitSchema } from './datasets'
import { mapsSchema, passSchema } from './inspect'
import { modelEntrySchema, modelRefSchema } from './models'

const index = z.number().int().min(0)
const layer = z.string().min(1).max(64)
const seed = z
  .number()
  .int()
  .min(0)
  .max(2 ** 32 - 1)

/**
 * The target of a question: a channel of a layer, at one place of its map or (`null`) over the
 * entire map. A vector's unit is its channel.
 */
export const targetSchema = z.strictObject({
  layer,
  channel: index,
  place: z.tuple([index, index]).readonly().nullable(),
})
export type ProbeTarget = z.infer<typeof targetSchema>

/** How the target's value is attributed to the picture. */
export const attributionMethodSchema = z.discriminatedUnion('kind', [
  /** ∂value/∂pixel. */
  z.strictObject({ kind: z.literal('gradient') }),
  /** Pixel · ∂value/∂pixel: for a linear network without biases, these add up to the value. */
  z.strictObject({ kind: z.literal('gradientInput') }),
  /** Mean gradient of noisy copies of the picture. */
  z.strictObject({
    kind: z.literal('smoothGrad'),
    samples: z.number().int().min(1).max(500),
    deviation: z.number().min(0).max(1),
    seed,
  }),
  /** Maps of a layer, weighted by the mean gradient of each. */
  z.strictObject({ kind: z.literal('gradCam'), layer }),
  /** Drop of the value when a patch of the picture is covered. */
  z.strictObject({
    kind: z.literal('occlusion'),
    patch: z.number().int().min(1).max(512),
    stride: z.number().int().min(1).max(512),
    fill: z.number().min(0).max(1),
  }),
])
export type AttributionMethod = z.infer<typeof attributionMethodSchema>

export const attributionSchema = z.strictObject({
  /** The target's value for the untouched picture. */
  value: z.number(),
  /**
   * One number a cell, [rows, columns, 1]: of the picture, of a layer's map (Grad-CAM), of the grid
   * of patches (occlusion).
   */
  map: tensorSchema,
  /** First row and first column of each patch of an occlusion. */
  starts: z
    .tuple([z.array(index).readonly(), z.array(index).readonly()])
    .readonly()
    .optional(),
  /** Grad-CAM: mean gradient of each map of the layer, by which it is weighted. */
  weights: float32.optional(),
  /** Grad-CAM: the field of the layer's cells; `null` where it differs from unit to unit. */
  field: receptiveFieldSchema.nullable().optional(),
})
export type Attribution = z.infer<typeof attributionSchema>

/** Gradient ascent on the picture. Lengths of steps are in the picture's own scale, 0…1. */
export const ascentSchema = z.strictObject({
  /** Length of a step: root mean square of the change of a pixel. */
  rate: z.number().min(0.0001).max(1),
  /** Strength of the pull of every pixel towards grey. */
  decay: z.number().min(0).max(10),
  /** Strength of the pull of every pixel towards its neighbours. */
  smoothness: z.number().min(0).max(10),
  /** The picture is shifted by up to this many pixels before a step and back after it. */
  jitter: z.number().int().min(0).max(32),
  seed,
})
export type AscentSettings = z.infer<typeof ascentSchema>

export const strongestPatchSchema = z.strictObject({
  split: splitSchema,
  index,
  /** Its class. */
  label: z.string(),
  value: z.number(),
  /** Where on the layer's map. */
  row: index,
  column: index,
})
export type StrongestPatch = z.infer<typeof strongestPatchSchema>

export const strongestSchema = z.strictObject({
  dataset: z.string(),
  /** Number of pictures searched. */
  examined: z.number().int(),
  /** Number of pictures left out because the user set them aside. */
  setAside: index,
  /** Whether the answer is kept from an earlier search. */
  kept: z.boolean(),
  field: receptiveFieldSchema.nullable(),
  /** Strongest first; at most one of each picture. */
  patches: z.array(strongestPatchSchema),
  /** The patches, packed: patch after patch, height × width × channels bytes. */
  images: z.strictObject({ height: index, width: index, channels: index, pixels: bytes }),
})
export type Strongest = z.infer<typeof strongestSchema>

export const FILTER_CHANGES = ['rotate', 'mirror', 'flip', 'negate', 'zero', 'restore'] as const

/** A change of one output channel of a network: of its filter, or whether it is switched on. */
export const editSchema = z.discriminatedUnion('kind', [
  /** The channel's output becomes 0 for every input, or is switched on again. */
  z.strictObject({ kind: z.literal('silence'), layer, channel: index, off: z.boolean() }),
  /** New numbers: [height, width, in] of a convolution's kernel, [in] of a dense unit. */
  z.strictObject({
    kind: z.literal('numbers'),
    layer,
    channel: index,
    weight: float32,
    bias: z.number().nullable(),
  }),
  /** Quarter turn, mirrored left to right, mirrored top to bottom, negated, all zero, original. */
  z.strictObject({
    kind: z.literal('change'),
    layer,
    channel: index,
    change: z.enum(FILTER_CHANGES),
  }),
])
export type Edit = z.infer<typeof editSchema>

const editedCopy = {
  /** The copy, `edited:<id>`. */
  model: modelRefSchema,
  /** The model that it is a copy of. */
  base: modelRefSchema,
  /**
   * Digest of that model when it was copied: a run that continues training has other weights later.
   */
  baseDigest: z.string().max(128),
}

export const editedSchema = z.strictObject({
  ...editedCopy,
  /** The edits, oldest first; the first `position` of them are applied. */
  edits: z.array(
    z.strictObject({
      kind: z.enum(['silence', 'sound', 'numbers', ...FILTER_CHANGES]),
      layer,
      channel: index,
    }),
  ),
  position: index,
  /** Channels that are switched off, by layer. */
  silenced: z.record(z.string(), z.array(index)),
})
export type Edited = z.infer<typeof editedSchema>

/** Everything that defines an edited copy: the model that it was copied from, and its edits. */
export const editJournalSchema = z.strictObject({
  ...editedCopy,
  /** Oldest first; the first `position` of them are applied. */
  edits: z.array(editSchema).max(10_000).readonly(),
  position: index,
})
export type EditJournal = z.infer<typeof editJournalSchema>

export const filterSchema = z.strictObject({
  /** [height, width, in] or [in]. */
  weight: tensorSchema,
  bias: z.number().nullable(),
})
export type Filter = z.infer<typeof filterSchema>

const edited = z.strictObject({ model: modelRefSchema })
const pass = z.string()

/**
 * Calls that ask what moves a unit, edit weights on trial, and recompute a picture while it is
 * drawn.
 */
export const probeCalls = {
  'probe.attribute': {
    input: z.strictObject({ pass, target: targetSchema, method: attributionMethodSchema }),
    output: attributionSchema,
  },
  /**
   * `steps` further steps of an ascent; called repeatedly, so that the window shows the picture as
   * it develops.
   */
  'probe.ascend': {
    input: z.strictObject({
      model: modelRefSchema,
      target: targetSchema,
      settings: ascentSchema,
      /**
       * The picture so far, [height, width, channels], 0…1; the default is grey with a little
       * noise.
       */
      from: tensorSchema.optional(),
      /** Steps made before: the seeded numbers continue from there. */
      step: index,
      steps: z.number().int().min(1).max(1000),
    }),
    /** `values`: the target's value before each step, and after the last. */
    output: z.strictObject({ picture: tensorSchema, values: float32 }),
  },
  /**
   * Pictures of both halves of a data set that move a channel most; kept with the model, as long as
   * its weights stay.
   */
  'probe.strongest': {
    input: z.strictObject({
      model: modelRefSchema,
      target: targetSchema,
      dataset: z.string(),
      count: z.number().int().min(1).max(24),
      /** Number of pictures to search, training before test; the default is all. */
      limit: z.number().int().min(1).optional(),
      /** Only the kept answer of an earlier search; `not-found` without one. */
      onlyKept: z.boolean().optional(),
    }),
    output: strongestSchema,
  },

  /**
   * Applies an edit; a model that is not an edited copy is copied first. The model itself is never
   * changed.
   */
  'probe.edit': {
    input: z.strictObject({ model: modelRefSchema, edit: editSchema }),
    output: editedSchema,
  },
  'probe.edited': { input: edited, output: editedSchema },
  /** Undo and redo: the number of edits to apply. */
  'probe.rewind': {
    input: z.strictObject({ model: modelRefSchema, position: index }),
    output: editedSchema,
  },
  /**
   * Every edited copy with all its edits: a new window needs them, so that it can restore the
   * copies in the next engine.
   */
  'probe.journals': { input: z.strictObject({}), output: z.array(editJournalSchema) },
  /**
   * Restores a copy that was lost with the engine, from its edits and under its own name; an
   * existing copy stays as it is. `same`: whether the model still has the weights that were copied.
   */
  'probe.revive': {
    input: editJournalSchema,
    output: z.strictObject({ edited: editedSchema, same: z.boolean() }),
  },
  'probe.discard': { input: edited, output: z.strictObject({}) },
  /** Saves an edited copy among the imported models. */
  'probe.keep': {
    input: z.strictObject({ model: modelRefSchema, title: z.string().trim().min(1).max(120) }),
    output: modelEntrySchema,
  },
  'probe.filter': {
    input: z.strictObject({ model: modelRefSchema, layer, channel: index }),
    output: filterSchema,
  },
  /** Share of right answers on a class-balanced sample of `count` test pictures. */
  'probe.accuracy': {
    input: z.strictObject({
      model: modelRefSchema,
      dataset: z.string(),
      count: z.number().int().min(1),
    }),
    output: z.strictObject({
      right: index,
      examined: index,
      of: index,
      /** Test pictures that are set aside, besides. */
      setAside: index,
      perClass: z.array(index),
      loss: z.number(),
    }),
  },

  /**
   * New pixels for an open picture; the answer has its forward pass and the maps of some layers.
   */
  'probe.paint': {
    input: z.strictObject({
      model: modelRefSchema,
      picture: z.string(),
      height: z.number().int().min(1).max(4096),
      width: z.number().int().min(1).max(4096),
      channels: z.union([z.literal(1), z.literal(3)]),
      /** [height, width, channels]. */
      pixels: bytes,
      layers: z.array(z.string()).max(4096),
      invert: z.boolean().optional(),
    }),
    output: z.strictObject({
      pass: passSchema,
      maps: z.array(z.strictObject({ layer: z.string(), maps: mapsSchema })),
    }),
  },
} as const
