import { z } from 'zod'

/** The loss that a model was trained with, as its file says. */
export interface TrainingLoss {
  /** Only letters, in lower case: `binarycrossentropy`, `mse`. */
  readonly name: string
  /** Whether it treated the outputs as logits. */
  readonly fromLogits: boolean
}

const objectSchema = z.object({
  class_name: z.string(),
  config: z.union([z.string(), z.object({ from_logits: z.boolean().optional() })]),
})
const lossSchema = z.union([
  z.string().transform((name) => ({ name, fromLogits: false })),
  // Keras 3 writes a function as { class_name: "function", config: its name }.
  objectSchema.transform(({ class_name: name, config }) =>
    typeof config === 'string'
      ? { name: config, fromLogits: false }
      : { name, fromLogits: config.from_logits ?? false },
  ),
])
/** One loss, or a list or record with one for the one output. */
const configSchema = z.object({
  loss: z.union([
    lossSchema,
    z.tuple([lossSchema]).transform(([only]) => only),
    z
      .record(z.string(), lossSchema)
      .transform(Object.values)
      .pipe(z.tuple([z.object({ name: z.string(), fromLogits: z.boolean() })]))
      .transform(([only]) => only),
  ]),
})

/**
 * The loss in the settings of a training; undefined if there is none, or one in an unknown form.
 * @param settings `training_config`, or what Keras 3 calls `compile_config`
 */
export function trainingLoss(settings: unknown): TrainingLoss | undefined {
  const result = configSchema.safeParse(settings)
  if (!result.success) return undefined
  const { name, fromLogits } = result.data.loss
  return { name: name.toLowerCase().replace(/[^a-z]/g, ''), fromLogits }
}
