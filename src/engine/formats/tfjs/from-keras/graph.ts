import { z } from 'zod'
import { AppError, phrase, type Phrase } from '@shared/errors'
import { checkValue } from '@shared/schema-fault'
import type { ModelJson } from '../model-json'

/** One layer of a Keras model: what it is and what it reads. */
export interface KerasLayer {
  readonly className: string
  readonly name: string
  readonly config: Readonly<Record<string, unknown>>
  readonly inputs: readonly string[]
}

/** A Keras model with one input and one output; its layers stand in an order of computation. */
export interface KerasModel {
  readonly name: string
  readonly layers: readonly KerasLayer[]
  readonly output: string
}

const configSchema = z.record(z.string(), z.unknown())
const layerSchema = z.object({
  class_name: z.string().max(200),
  config: configSchema,
  name: z.string().optional(),
  inbound_nodes: z.array(z.unknown()).optional(),
})
const layersSchema = z.array(layerSchema).min(1).max(4096)
/** ["conv1", 0, 0], of which Keras 3 writes one bare and Keras 2 a list. */
const tensorRefSchema = z.tuple([z.string(), z.number(), z.number()], z.unknown())
const refsSchema = z.union([
  tensorRefSchema.transform((ref) => [ref]),
  z.array(tensorRefSchema).min(1),
])

const malformed = (what: string | Phrase): AppError =>
  new AppError('invalid-file', phrase`The layers of model.json can't be read: ${what}.`)

function check<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = checkValue(schema, value)
  if (result.success) return result.data
  const [{ field, words }] = result.faults
  throw malformed(phrase`${what}: ${field} ${words}`)
}

/**
 * The layers of a Sequential or Functional model, from Keras 2 or 3 or tfjs.
 * @throws AppError `invalid-file`, `unsupported` for several inputs or outputs, shared layers and
 *   models inside models.
 */
export function readGraph(topology: ModelJson['modelTopology']): KerasModel {
  const { class_name: className, config } =
    'model_config' in topology ? topology.model_config : topology
  if (className === 'Sequential') return readSequential(config)
  if (className === 'Functional' || className === 'Model')
    return readFunctional(check(configSchema, config, 'config'))
  throw new AppError(
    'unsupported',
    phrase`The model is a ${className}; Sequential and Functional models can be read.`,
    { className },
  )
}

const nameOf = (layer: z.infer<typeof layerSchema>): string => {
  const name = layer.name ?? layer.config.name
  if (typeof name !== 'string' || name === '')
    throw malformed(phrase`a ${layer.class_name} has no name`)
  return name
}

function readSequential(config: unknown): KerasModel {
  const record = Array.isArray(config) ? { layers: config } : check(configSchema, config, 'config')
  const entries = check(layersSchema, record.layers, 'layers')
  const layers: KerasLayer[] = []
  const [first] = entries
  if (first && first.class_name !== 'InputLayer') {
    layers.push({
      className: 'InputLayer',
      name: 'sequential input',
      config: first.config,
      inputs: [],
    })
  }
  for (const entry of entries) {
    const before = layers.at(-1)
    layers.push({
      className: entry.class_name,
      name: nameOf(entry),
      config: entry.config,
      inputs: before ? [before.name] : [],
    })
  }
  return { name: titleOf(record.name), layers: unique(layers), output: layers.at(-1)?.name ?? '' }
}

const titleOf = (name: unknown): string =>
  typeof name === 'string' && name !== '' ? name : 'model'

function unique(layers: readonly KerasLayer[]): readonly KerasLayer[] {
  if (new Set(layers.map(({ name }) => name)).size !== layers.length)
    throw malformed(phrase`two layers have the same name`)
  return layers
}

function readFunctional(config: Readonly<Record<string, unknown>>): KerasModel {
  const inputs = check(refsSchema, config.input_layers, 'input_layers')
  const outputs = check(refsSchema, config.output_layers, 'output_layers')
  if (inputs.length !== 1 || outputs.length !== 1) {
    throw new AppError(
      'unsupported',
      phrase`The model has ${inputs.length} inputs and ${outputs.length} outputs; one picture and one vector of classes are supported.`,
    )
  }
  const layers = check(layersSchema, config.layers, 'layers').map((entry): KerasLayer => ({
    className: entry.class_name,
    name: nameOf(entry),
    config: entry.config,
    inputs: inputsOf(entry),
  }))
  const output = outputs[0]?.[0] ?? ''
  return { name: titleOf(config.name), layers: inOrder(unique(layers), output), output }
}

const kerasTensorSchema = z.object({
  class_name: z.literal('__keras_tensor__'),
  config: z.object({ keras_history: tensorRefSchema }),
})
const keras3Schema = z.object({
  args: z.array(z.union([kerasTensorSchema, z.array(kerasTensorSchema)])),
})
const keras2Schema = z.array(tensorRefSchema)

function inputsOf(entry: z.infer<typeof layerSchema>): string[] {
  const [node, ...more] = entry.inbound_nodes ?? []
  if (node === undefined) return []
  const name = nameOf(entry)
  if (more.length > 0)
    throw new AppError(
      'unsupported',
      phrase`Layer "${name}" is used ${more.length + 1} times; shared layers can't be read.`,
      { layer: name },
    )
  const keras3 = keras3Schema.safeParse(node)
  const refs = keras3.success
    ? keras3.data.args.flat().map(({ config }) => config.keras_history)
    : check(keras2Schema, node, `inbound_nodes of "${name}"`)
  if (refs.some(([, nodeIndex, tensor]) => nodeIndex !== 0 || tensor !== 0)) {
    throw new AppError(
      'unsupported',
      phrase`Layer "${name}" reads a second output of a layer, which can't be read.`,
      { layer: name },
    )
  }
  return refs.map(([layer]) => layer)
}

/**
 * The layers that the output needs, each after all that it reads. Iterative, since a file may chain
 * thousands.
 */
function inOrder(layers: readonly KerasLayer[], output: string): readonly KerasLayer[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]))
  const ordered = new Map<string, KerasLayer>()
  const open = new Set<string>()
  const stack = [output]
  for (let name = stack.at(-1); name !== undefined; name = stack.at(-1)) {
    const layer = byName.get(name)
    if (!layer) throw malformed(phrase`"${name}" is named and does not exist`)
    const missing = ordered.has(name) ? [] : layer.inputs.filter((input) => !ordered.has(input))
    if (missing.length === 0) {
      ordered.set(name, layer)
      open.delete(name)
      stack.pop()
    } else {
      if (open.has(name)) throw malformed(phrase`"${name}" reads itself in a circle`)
      open.add(name)
      stack.push(...missing)
    }
  }
  return [...ordered.values()]
}
