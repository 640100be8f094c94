import { z } from 'zod'
import { AppError, phrase } from '@shared/errors'
import { check } from './checked'
import { operationOf, writtenOperation, type LayerEntry } from './structure'

/** ["conv1", 0, 0]: a layer, the index of its use, and the index of its output. */
const tensorRefSchema = z.tuple([z.string(), z.number(), z.number()], z.unknown())
type TensorRef = z.infer<typeof tensorRefSchema>

/**
 * Keras 2 writes a list of references. Keras 3 also writes a single one, or a record by the names
 * of the outputs.
 */
const refsSchema = z.union([
  tensorRefSchema.transform((ref) => [ref]),
  z.array(tensorRefSchema).min(1),
  z.record(z.string(), tensorRefSchema).transform((refs) => Object.values(refs)),
])

/**
 * Name of the layer that gives a Functional model's only output.
 * @throws AppError `unsupported` naming the inputs or outputs if there are several
 */
export function onlyOutput(config: Readonly<Record<string, unknown>>): string {
  const inputs = check(refsSchema, config.input_layers, 'input_layers')
  const outputs = check(refsSchema, config.output_layers, 'output_layers')
  const names = (refs: readonly TensorRef[]): string => refs.map(([layer]) => layer).join(', ')
  if (inputs.length !== 1)
    throw new AppError(
      'unsupported',
      phrase`The model has ${inputs.length} inputs (${names(inputs)}); it must take one picture.`,
    )
  const [[first] = [''], ...more] = outputs
  if (more.length === 0) return first
  throw new AppError(
    'unsupported',
    phrase`The model has ${outputs.length} outputs (${names(outputs)}), and one can be read. In Keras, make a model that ends at the one that you want, keras.Model(model.input, model.get_layer("${first}").output), and convert that.`,
  )
}

const kerasTensorSchema = z.object({
  class_name: z.literal('__keras_tensor__'),
  config: z.object({ keras_history: tensorRefSchema }),
})
const keras3Schema = z.object({
  args: z.array(z.union([kerasTensorSchema, z.array(kerasTensorSchema)])),
})
const keras2Schema = z.array(tensorRefSchema)

/**
 * Names of the layers that a layer of a Functional model reads.
 * @param models names of the models among the layers
 * @throws AppError `unsupported` for shared layers, layers with several outputs and operations on
 *   numbers, `invalid-file`
 */
export function inputsOf(
  entry: LayerEntry,
  name: string,
  models: ReadonlySet<string> = new Set(),
): readonly string[] {
  const [node, ...more] = entry.inbound_nodes ?? []
  if (node === undefined) return []
  const refuse = (why: ReturnType<typeof phrase>): AppError =>
    new AppError('unsupported', why, { layer: name })
  if (more.length > 0)
    throw refuse(
      phrase`Layer "${name}" is used ${more.length + 1} times; shared layers can't be read.`,
    )
  const keras3 = keras3Schema.safeParse(node)
  const operation = operationOf(entry)
  // An operation may read numbers as well as layers' outputs: x / 255.
  if (operation !== undefined && !keras3.success) throw writtenOperation(operation, name)
  const refs = keras3.success
    ? keras3.data.args.flat().map(({ config }) => config.keras_history)
    : check(keras2Schema, node, `inbound_nodes of "${name}"`)
  for (const [from, use, output] of refs) {
    // Keras 2 counts the making of a model as its first use.
    if (use !== 0 && !(use === 1 && models.has(from)))
      throw refuse(
        phrase`Layer "${name}" reads layer "${from}" where that is used again; shared layers can't be read.`,
      )
    if (output !== 0)
      throw refuse(
        phrase`Layer "${name}" reads output ${output + 1} of layer "${from}"; only layers with one output can be read.`,
      )
  }
  return refs.map(([layer]) => layer)
}
