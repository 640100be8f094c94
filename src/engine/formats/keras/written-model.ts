import { z } from 'zod'

/** A `class_name` with its `config`, the form of every Keras object. */
const kerasObjectSchema = z.object({ class_name: z.string().max(200), config: z.unknown() })

/** Which program wrote the layers: "3.3.3", "2.15.0", "tfjs-layers 4.22.0". */
const kerasVersion = z.string().max(200).optional().catch(undefined)

/** A model's layers as Keras and tfjs write them, with the settings of its training. */
export const writtenModelSchema = z.union([
  z.object({
    model_config: kerasObjectSchema,
    training_config: z.unknown().optional(),
    keras_version: kerasVersion,
  }),
  kerasObjectSchema.extend({ keras_version: kerasVersion }),
])
export type WrittenModel = z.infer<typeof writtenModelSchema>
