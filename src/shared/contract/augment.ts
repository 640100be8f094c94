import { z } from 'zod'
import { augmentationsSchema } from '../recipe/augmentations'
import { recipeSchema } from '../model/recipe'
import { bytes, phraseSchema } from './common'

const index = z.number().int().min(0)

/** Training pictures as the steps of a recipe see them, one after another. */
export const sightsSchema = z.strictObject({
  height: index,
  width: index,
  channels: index,
  /** The pictures of the data set [sights, height, width, channels]. */
  originals: bytes,
  /** What the step computes with, before it is normalised, in steps of 1/255. */
  pictures: bytes,
  labels: z.array(index),
  /** With what each is mixed, and the share of its own; nothing without mixup. */
  mixed: z.array(z.strictObject({ partner: index, share: z.number() })),
  /** SHA-256 of each picture's float32 numbers. */
  hashes: z.array(z.string()),
})

export const augmentCalls = {
  'augment.look': {
    input: z.strictObject({
      recipe: recipeSchema.omit({ model: true }),
      /** Training examples in epochs, both counted from 0. */
      sights: z
        .array(z.strictObject({ index, epoch: index }))
        .min(1)
        .max(64),
    }),
    output: sightsSchema,
  },
  /** Changes that leave the classes of a data set as they are, with reasons. */
  'augment.propose': {
    input: z.strictObject({ dataset: z.string() }),
    output: z.strictObject({ augment: augmentationsSchema, reasons: z.array(phraseSchema) }),
  },
} as const
