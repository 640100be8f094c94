import { z } from 'zod'
import type { ModelJson } from '../model-json'

/** The loss that a model was trained with, as its file tells it. */
export interface TrainingLoss {
  /** Letters alone, in lower case: `binarycrossentropy`, `mse`. */
  readonly name: string
  /** Whether it took the outputs for logits. */
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

/** The loss in a `model.json`; undefined where it says none, or one in a form that is not known. */
export function trainingLoss({
  modelTopology,
  trainingConfig,
}: ModelJson): TrainingLoss | undefined {
  const written = 'training_config' in modelTopology ? modelTopology.training_config : undefined
  const result = configSchema.safeParse(written ?? trainingConfig)
  if (!result.success) return undefined
  const { name, fromLogits } = result.data.loss
  return { name: name.toLowerCase().replace(/[^a-z]/g, ''), fromLogits }
}
