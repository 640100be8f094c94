import { numberOf } from '@shared/layers/activation'
import type { Layer } from '@shared/layers'
import { FUNCTIONS } from '@shared/model/trace/functions'
import type { Network } from '../network'
import type { Node } from '../node'
import type { Tensor } from '../values'
import { knownFunction } from './activations'
import { writtenNorm } from './layer-norm'
import {
  constantTerm,
  functionTerm,
  pairTerm,
  parts,
  readLayers,
  substituted,
  tensorTerm,
  type Term,
} from './term'

/** The longest formulas of activations and norms have some forty operations. */
export const LONGEST = 160
/** Numbers that all formulas of a graph may compute together; a large network needs a hundredth. */
const MOST_WORK = 2e9

/** A layer that computes each value from those at its place, as a formula; undefined for others. */
function termOf(network: Network, layer: Layer): Term | undefined {
  const [a, b, ...more] = layer.inputs ?? []
  if (a === undefined || more.length > 0) return undefined
  const of = tensorTerm(a)
  if (layer.kind === 'scale') {
    const constant = (value: number | readonly number[]): Term => constantTerm([value].flat())
    return pairTerm('Add', pairTerm('Mul', of, constant(layer.scale)), constant(layer.offset))
  }
  if (layer.kind === 'activation') {
    const number = numberOf(layer)
    return functionTerm((x) => FUNCTIONS[layer.function](x, number), of)
  }
  const isPair = (layer.kind === 'multiply' || layer.kind === 'add') && b !== undefined
  const shapes = [a, b ?? a].map((id) => network.shape(id).join())
  if (!isPair || shapes[0] !== shapes[1]) return undefined
  return pairTerm(layer.kind === 'add' ? 'Add' : 'Mul', of, tensorTerm(b))
}

/** The formula one layer further back: the latest layer that it reads is written out. */
function writtenOut(network: Network, term: Term): Term | undefined {
  const [latest] = [...readLayers(term)].sort((a, b) => network.place(b) - network.place(a))
  const layer = latest === undefined ? undefined : network.layer(latest)
  const own = layer && termOf(network, layer)
  if (!layer || !own) return undefined
  const longer = substituted(term, layer.id, own)
  return longer.size <= LONGEST ? longer : undefined
}

function layerFor(network: Network, node: Node, term: Term, of: Tensor): Tensor | undefined {
  const channels = of.shape.at(-1) ?? 0
  const all = parts(term)
  const isOverChannels = all.some(({ kind }) => kind === 'mean')
  if (!network.work(term.size * (isOverChannels ? 8 * channels : 70), MOST_WORK)) return undefined
  if (isOverChannels) {
    const norm = writtenNorm(term, channels)
    if (!norm) return undefined
    const draft = { kind: 'layerNorm', epsilon: norm.epsilon, gamma: true, beta: true } as const
    const output = network.add(node, [of], draft, of.view)
    network.give(output, 'gamma', [channels], norm.gamma)
    network.give(output, 'beta', [channels], norm.beta)
    return output
  }
  if (all.some((part) => part.kind === 'constant' && part.data.length > 1)) return undefined
  const known = knownFunction(term)
  return known && network.add(node, [of], { ...known }, of.view)
}

/**
 * The layer that a formula writes out, however its operations are ordered; undefined where it is
 * none that is known, as before its last operation.
 * @param like how the file lays out what the formula reads
 */
export function recognised(
  network: Network,
  node: Node,
  term: Term,
  like: Tensor,
): Tensor | undefined {
  for (let written: Term | undefined = term; written; written = writtenOut(network, written)) {
    const [id, ...more] = readLayers(written)
    if (id === undefined) return undefined
    const found = more.length === 0 && layerFor(network, node, written, { ...like, id })
    if (found) return found
  }
  return undefined
}
