import { z } from 'zod'
import { AppError, phrase } from '@shared/errors'
import type { WrittenModel } from '../written-model'
import { check, malformed } from './checked'
import { inputsOf, onlyOutput } from './links'
import { isModel, layerEntrySchema, nestedModel, operationOf, type LayerEntry } from './structure'

/** One layer of a Keras model, with its settings and its inputs. */
export interface KerasLayer {
  readonly className: string
  readonly name: string
  readonly config: Readonly<Record<string, unknown>>
  readonly inputs: readonly string[]
  /** The name of the operation, if Keras wrote an operation among the layers. */
  readonly operation?: string | undefined
}

/** A Keras model with one input and one output; its layers are in an order of computation. */
export interface KerasModel {
  readonly name: string
  readonly layers: readonly KerasLayer[]
  readonly output: string
  /** Whose layers these are, where the file says so: some compute otherwise under the same name. */
  readonly writer?: KerasWriter | undefined
}
export type KerasWriter = 'keras2' | 'keras3' | 'tfjs'

const configSchema = z.record(z.string(), z.unknown())
const layersSchema = z.array(layerEntrySchema).min(1).max(4096)
/**
 * The layers of a Sequential or Functional model, from Keras 2 or 3 or tfjs.
 * @throws AppError `invalid-file`, `unsupported` for several inputs or outputs, shared layers and
 *   models inside models.
 */
export const readGraph = (topology: WrittenModel): KerasModel => ({
  ...layersOf(topology),
  writer: writerOf(topology.keras_version),
})

function writerOf(version = ''): KerasWriter | undefined {
  if (version.startsWith('tfjs')) return 'tfjs'
  if (version.startsWith('3.')) return 'keras3'
  return version.startsWith('2.') ? 'keras2' : undefined
}

function layersOf(topology: WrittenModel): KerasModel {
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

const nameOf = (layer: LayerEntry): string => {
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
    layers.push(layerOf(entry, before ? [before.name] : []))
  }
  return { name: titleOf(record.name), layers: unique(layers), output: layers.at(-1)?.name ?? '' }
}

/**
 * @param inputs names of the layers that it reads; the entry of a Functional model contains them
 *   itself
 * @throws AppError `unsupported` for a model among the layers
 */
function layerOf(entry: LayerEntry, inputs?: readonly string[]): KerasLayer {
  const name = nameOf(entry)
  if (isModel(entry)) throw nestedModel(entry.class_name, name)
  return {
    className: entry.class_name,
    name,
    config: entry.config,
    inputs: inputs ?? inputsOf(entry, name),
    operation: operationOf(entry),
  }
}

const titleOf = (name: unknown): string =>
  typeof name === 'string' && name !== '' ? name : 'model'

function unique(layers: readonly KerasLayer[]): readonly KerasLayer[] {
  if (new Set(layers.map(({ name }) => name)).size !== layers.length)
    throw malformed(phrase`two layers have the same name`)
  return layers
}

function readFunctional(config: Readonly<Record<string, unknown>>): KerasModel {
  const output = onlyOutput(config)
  const layers = check(layersSchema, config.layers, 'layers').map((entry) => layerOf(entry))
  return { name: titleOf(config.name), layers: inOrder(unique(layers), output), output }
}

/**
 * The layers that the output needs, each after its inputs. The search is iterative, because a file
 * may chain thousands of layers.
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
