import { INPUT_ID } from '@shared/model/spec'
import type { Shape } from '@shared/layers/definition'
import type { KerasLayer, KerasModel } from './from-keras/graph'
import type { KerasGraph, PlacedNode } from './to-keras'

/** Which layer of a file corresponds to each layer of a network's export. */
export type Match =
  | {
      /** The file's name of each layer of the export. */
      readonly names: ReadonlyMap<string, string>
    }
  | {
      /** Id of our first layer that differs. */
      readonly differs: string
    }

/**
 * Compares a file's layers with those of a network's export: their kinds, inputs and settings.
 * Names, the order of keys and of layers, and settings that don't affect the output are ignored, so
 * that a file is recognised after another program has read and written it.
 */
export function matchLayers(file: KerasModel, graph: KerasGraph, inputShape: Shape): Match {
  const theirs = new Map(file.layers.map((layer) => [layer.name, layer]))
  const ours = new Map(graph.nodes.map((node) => [node.name, node]))
  const names = new Map<string, string>()
  const taken = new Set<string>()
  const pairs: (readonly [own: string, their: string, reader: string])[] = [
    [graph.output, file.output, ours.get(graph.output)?.layer ?? INPUT_ID],
  ]
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    const [own, their, reader] = pair
    const known = names.get(own)
    if (known === their) continue
    const [node, layer] = [ours.get(own), theirs.get(their)]
    if (known !== undefined || taken.has(their) || !layer) return { differs: reader }
    names.set(own, their)
    taken.add(their)
    if (!node) {
      if (!isInput(layer, inputShape)) return { differs: reader }
      continue
    }
    if (!sameLayer(node, layer)) return { differs: node.layer }
    node.inputs.forEach((input, i) => pairs.push([input, layer.inputs[i] ?? '', node.layer]))
  }
  return { names }
}

function isInput({ className, config }: KerasLayer, inputShape: Shape): boolean {
  const shape = config.batch_input_shape ?? config.batch_shape
  return className === 'InputLayer' && sameValue([null, ...inputShape], shape)
}

function sameLayer(node: PlacedNode, layer: KerasLayer): boolean {
  return (
    node.className === layer.className &&
    node.inputs.length === layer.inputs.length &&
    Object.entries(node.config).every(([key, value]) => sameValue(value, layer.config[key])) &&
    Object.entries(layer.config).every(
      ([key, value]) => key in node.config || computesNothing(key, value),
    )
  )
}

/**
 * Relative difference up to which numbers count as equal, because they may have been converted to
 * float32.
 */
const CLOSE = 1e-6

function sameValue(own: unknown, their: unknown): boolean {
  if (Array.isArray(own)) {
    // One number for both axes.
    if (typeof their === 'number') return own.every((value) => sameValue(value, their))
    return (
      Array.isArray(their) &&
      own.length === their.length &&
      own.every((value, i) => sameValue(value, their[i]))
    )
  }
  return typeof own === 'number' && typeof their === 'number'
    ? Math.abs(own - their) <= CLOSE * Math.abs(own)
    : own === their
}

/** Settings that other programs add and that only matter in training or to those programs. */
const IDLE =
  /^(name|dtype|trainable|batch_(input_)?shape|seed|noise_shape|rank|module|registered_name|build_config|.*_(initializer|regularizer|constraint))$/

/** Whether a setting that exports don't write has no effect on the layer's output. */
const computesNothing = (key: string, value: unknown): boolean =>
  IDLE.test(key) ||
  value === null ||
  value === false ||
  (/^(groups|dilation_rate)$/.test(key) && sameValue([1, 1], value))
