import { z } from 'zod'
import { AppError, phrase, sayPhrase } from '../errors'
import { layerSchema } from '../layers'
import { checkValue, type SchemaFault } from '../schema-fault'

/** No input is higher or wider. */
export const LARGEST_SIDE = 4096
const side = z.number().int().min(1).max(LARGEST_SIDE)
const channelCount = z.number().int().min(1).max(4096)

export const modelSpecSchema = z.strictObject({
  name: z.string().min(1).max(120),
  input: z.strictObject({ height: side, width: side, channels: channelCount }),
  layers: z.array(layerSchema).min(1).max(4096),
})

/** A network as a graph in JSON. It ends in logits; the loss and the prediction apply softmax. */
export type ModelSpec = z.infer<typeof modelSpecSchema>
/** A ModelSpec as a person writes it: defaults may be left out. */
export type ModelSpecInput = z.input<typeof modelSpecSchema>

/** The name that `inputs` uses for the network's input. */
export const INPUT_ID = 'input'

const at = ({ path, field }: SchemaFault, value: unknown): string => {
  const [where, index] = path
  const layer =
    where === 'layers' && typeof index === 'number'
      ? (value as { layers: { id?: unknown }[] }).layers[index]?.id
      : undefined
  return typeof layer === 'string'
    ? `layer "${layer}", ${path.slice(2).join('.') || 'kind'}`
    : field || 'the model'
}

/**
 * Checks a value from outside against the schema of a ModelSpec and fills in the defaults.
 * @throws AppError `invalid-model`; the message names the layer and field, details hold every
 *   issue.
 */
export function parseModelSpec(value: unknown): ModelSpec {
  const result = checkValue(modelSpecSchema, value)
  if (result.success) return result.data
  const [first] = result.faults
  throw new AppError(
    'invalid-model',
    phrase`Not a valid model: ${at(first, value)}: ${first.words}`,
    {
      issues: result.faults.map((fault) => ({
        path: fault.field,
        where: at(fault, value),
        message: sayPhrase(fault.words),
      })),
    },
  )
}

/** Ids that a layer reads: its `inputs`, or the layer before it. */
export const inputIds = (
  layers: readonly { readonly id: string; readonly inputs?: readonly string[] }[],
  index: number,
): readonly string[] => layers[index]?.inputs ?? [layers[index - 1]?.id ?? INPUT_ID]
