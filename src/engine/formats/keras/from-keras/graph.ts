import { z } from 'zod'
import { AppError, phrase } from '@shared/errors'
import type { WrittenModel } from '../written-model'
import { check, malformed } from './checked'
import { inputsOf, onlyOutput } from './links'
import { Containers } from './containers'
import type { KerasLayer, KerasModel, KerasWriter } from './model'
import { inline } from './nested'
import {
  customObject,
  isCustom,
  isModel,
  layerEntrySchema,
  operationOf,
  type LayerEntry,
} from './structure'

export type { KerasLayer, KerasModel, KerasWriter }

/** Models in models in models: Keras's own tools make two. */
const DEEPEST = 16

const configSchema = z.record(z.string(), z.unknown())
const layersSchema = z.array(layerEntrySchema).min(1).max(4096)
/**
 * The layers of a Sequential or Functional model, from Keras 2 or 3 or tfjs. The layers of a model
 * among them stand in its place, under its name and theirs.
 * @throws AppError `invalid-file`, `unsupported` for several inputs or outputs and shared layers
 */
export function readGraph(topology: WrittenModel): KerasModel {
  const model = layersOf('model_config' in topology ? topology.model_config : topology, OUTSIDE)
  return { ...model, layers: unique(model.layers), writer: writerOf(topology.keras_version) }
}

/** The models around a model's layers. */
interface Around {
  readonly chain: readonly string[]
  readonly container: string
}
const OUTSIDE: Around = { chain: [], container: '' }

function writerOf(version = ''): KerasWriter | undefined {
  if (version.startsWith('tfjs')) return 'tfjs'
  if (version.startsWith('3.')) return 'keras3'
  return version.startsWith('2.') ? 'keras2' : undefined
}

function layersOf(
  { class_name: className, config }: { readonly class_name: string; readonly config?: unknown },
  around: Around,
): KerasModel {
  if (around.chain.length > DEEPEST)
    throw malformed(phrase`models are nested more than ${DEEPEST} deep`)
  if (className === 'Sequential') return inline(readSequential(config, around))
  if (className === 'Functional' || className === 'Model')
    return inline(readFunctional(check(configSchema, config, 'config'), around))
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

function readSequential(config: unknown, around: Around): KerasModel {
  const record = Array.isArray(config) ? { layers: config } : check(configSchema, config, 'config')
  const entries = check(layersSchema, record.layers, 'layers')
  const layers: KerasLayer[] = []
  const containers = new Containers(around.container)
  const [first] = entries
  if (first && first.class_name !== 'InputLayer') {
    layers.push({
      className: 'InputLayer',
      name: 'sequential input',
      config: firstConfig(first),
      inputs: [],
      chain: [],
      container: '',
    })
  }
  for (const entry of entries) {
    const before = layers.at(-1)
    const place = { ...around, container: containers.next(entry.class_name) }
    layers.push(layerOf(entry, place, before ? [before.name] : []))
  }
  return { name: titleOf(record.name), layers: unique(layers), output: layers.at(-1)?.name ?? '' }
}

/** The settings of the layer that says the input's shape, which may be in a model that comes first. */
function firstConfig({ config }: LayerEntry): Readonly<Record<string, unknown>> {
  const inner = z.object({ layers: layersSchema }).safeParse(config)
  const [first] = inner.success ? inner.data.layers : []
  return first ? firstConfig(first) : config
}

/**
 * @param inputs names of the layers that it reads; the entry of a Functional model contains them
 *   itself
 * @param models names of the models among a Functional model's layers
 */
function layerOf(
  entry: LayerEntry,
  { chain: outer, container }: Around,
  inputs?: readonly string[],
  models: ReadonlySet<string> = new Set(),
): KerasLayer {
  const name = nameOf(entry)
  const chain = [...outer, name]
  return {
    className: entry.class_name,
    name: chain.join('/'),
    config: entry.config,
    operation: operationOf(entry),
    chain,
    container,
    ...readable(() => ({
      inputs: inputs ?? inputsOf(entry, name, models).map((input) => [...outer, input].join('/')),
      ...(isModel(entry) && { model: layersOf(entry, { chain, container }) }),
    })),
    ...(isCustom(entry) && { fault: customObject(entry, chain.join('/')) }),
  }
}

/** What an entry says, or why it can't be read: other layers are looked at all the same. */
function readable<T extends object>(
  read: () => T,
): T | { readonly inputs: readonly string[]; readonly fault: AppError } {
  try {
    return read()
  } catch (thrown) {
    const fault = AppError.from(thrown)
    if (fault.code !== 'unsupported') throw thrown
    return { inputs: [], fault }
  }
}

const titleOf = (name: unknown): string =>
  typeof name === 'string' && name !== '' ? name : 'model'

function unique(layers: readonly KerasLayer[]): readonly KerasLayer[] {
  if (new Set(layers.map(({ name }) => name)).size !== layers.length)
    throw malformed(phrase`two layers have the same name`)
  return layers
}

function readFunctional(config: Readonly<Record<string, unknown>>, around: Around): KerasModel {
  const output = [...around.chain, onlyOutput(config)].join('/')
  const containers = new Containers(around.container)
  const entries = check(layersSchema, config.layers, 'layers')
  const models = new Set(entries.filter(isModel).map(nameOf))
  const layers = entries.map((entry) => {
    const isLayer = operationOf(entry) === undefined
    const container = isLayer ? containers.next(entry.class_name) : ''
    return layerOf(entry, { ...around, container }, undefined, models)
  })
  // Without its inputs it is not known what a layer needs: all are looked at.
  const isWhole = layers.every(({ fault }) => !fault)
  const ordered = isWhole ? inOrder(unique(layers), output) : layers
  return { name: titleOf(config.name), layers: ordered, output }
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
