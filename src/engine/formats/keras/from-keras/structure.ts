import { z } from 'zod'
import { AppError, phrase } from '@shared/errors'

/** One entry of a model's `layers`. */
export const layerEntrySchema = z.object({
  class_name: z.string().max(200),
  config: z.record(z.string(), z.unknown()),
  name: z.string().optional(),
  inbound_nodes: z.array(z.unknown()).optional(),
  /** Where its class is from; Keras 3 says so. */
  module: z.string().max(1000).nullish(),
  registered_name: z.string().max(1000).nullish(),
})
export type LayerEntry = z.infer<typeof layerEntrySchema>

const MODELS = new Set(['Sequential', 'Functional', 'Model'])
/** The class names with which Keras 2 writes an operation on a layer's output. */
const OPERATIONS = new Set([
  'TFOpLambda',
  'SlicingOpLambda',
  'TensorFlowOpLayer',
  'ClassMethod',
  'InstanceMethod',
  'InstanceProperty',
])

/** Whether a layer is a model that is called like a layer. */
export const isModel = ({ class_name: name, config }: LayerEntry): boolean =>
  MODELS.has(name) || Array.isArray(config.layers)

/** Whether a layer is of a class that is not Keras's own. */
export const isCustom = ({ module, registered_name: registered }: LayerEntry): boolean =>
  typeof module === 'string'
    ? !/^((tf_)?keras|tensorflow\.(python\.)?keras)(\.|$)/.test(module)
    : typeof registered === 'string' && registered.includes('>')

export const customObject = (entry: LayerEntry, name: string): AppError =>
  new AppError(
    'unsupported',
    phrase`${entry.class_name} "${name}" is of a class of its own (${entry.registered_name ?? entry.module ?? ''}), whose code is not in the file; code of models is never run here.`,
    { className: entry.class_name, layer: name },
  )

/** How Keras 3 writes the arguments of a layer or an operation. */
const callSchema = z.object({ args: z.array(z.unknown()) })

/**
 * The operation of an entry such as `x / 255`, which Keras writes among the layers; undefined for a
 * layer. Keras 3 writes `trainable` for every layer, and only the settings for an operation.
 */
export function operationOf({ class_name: name, config, inbound_nodes: calls }: LayerEntry) {
  if (OPERATIONS.has(name)) return typeof config.function === 'string' ? config.function : name
  const isKeras3 = callSchema.safeParse(calls?.[0]).success
  return isKeras3 && !('trainable' in config) ? name : undefined
}

export const writtenOperation = (operation: string, name: string): AppError =>
  new AppError(
    'unsupported',
    phrase`"${name}" is an operation (${operation}) written among the layers, and only layers can be read. Leave it out of the model or use a layer for it, and convert the model again.`,
    { operation, layer: name },
  )
