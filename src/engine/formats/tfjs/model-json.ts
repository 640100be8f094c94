import { z } from 'zod'
import { AppError, phrase } from '@shared/errors'
import { parseJson } from '@shared/json/parse'
import { checkValue } from '@shared/schema-fault'
import { writtenModelSchema } from '../keras/written-model'

const dimension = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31)

const weightSchema = z.object({
  name: z.string().min(1).max(1000),
  shape: z.array(dimension).max(8),
  dtype: z.string().max(40),
  quantization: z.unknown().optional(),
})
export type DeclaredWeight = z.infer<typeof weightSchema>

const groupSchema = z.object({
  paths: z.array(z.string().min(1).max(1000)).max(100_000),
  weights: z.array(weightSchema).max(100_000),
})
export type WeightGroup = z.infer<typeof groupSchema>

export const modelJsonSchema = z.object({
  format: z.string().optional(),
  modelTopology: writtenModelSchema,
  /**
   * The training settings as tfjs itself writes them; Keras's converter writes them into the
   * topology.
   */
  trainingConfig: z.unknown().optional(),
  weightsManifest: z.array(groupSchema).max(10_000),
  userDefinedMetadata: z
    .object({
      convscope: z.unknown(),
      /** Weights of layers that no other layer reads, only for Convscope. */
      convscopeUnused: groupSchema.optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
})
export type ModelJson = z.infer<typeof modelJsonSchema>

/** The settings of the training; undefined if the file has none. */
export const trainingIn = ({ modelTopology, trainingConfig }: ModelJson): unknown =>
  ('training_config' in modelTopology ? modelTopology.training_config : undefined) ?? trainingConfig

/** A tfjs graph model; early ones are known by their nodes alone. */
const graphSchema = z.union([
  z.object({ format: z.literal('graph-model') }),
  z.object({ modelTopology: z.object({ node: z.array(z.unknown()) }) }),
])

/**
 * The text of a `model.json`, checked.
 * @throws AppError `invalid-file`; `unsupported` for tfjs graph models, which hold operations and
 *   not layers.
 */
export function parseModelJson(text: string): ModelJson {
  const value = parseText(text)
  if (graphSchema.safeParse(value).success) {
    throw new AppError(
      'unsupported',
      phrase`This is a tfjs graph model, which has no layers to inspect. Convert the Keras model with --output_format=tfjs_layers_model. Without the Keras model, python -m tf2onnx.convert --tfjs model.json --output model.onnx makes an ONNX model of it.`,
    )
  }
  const result = checkValue(modelJsonSchema, value)
  if (result.success) return result.data
  const [{ field, words }] = result.faults
  throw new AppError(
    'invalid-file',
    phrase`model.json is not a tfjs layers model: ${field || 'the document'}: ${words}. Choose the model.json that tfjs's model.save or tensorflowjs_converter wrote.`,
  )
}

function parseText(text: string): unknown {
  try {
    return parseJson(text)
  } catch (thrown) {
    throw new AppError(
      'invalid-file',
      phrase`model.json is not JSON (${AppError.from(thrown).words}). The file may be cut short; export or copy the model again.`,
    )
  }
}
