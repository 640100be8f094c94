import { AppError, phrase } from '@shared/errors'
import type { GraphProto } from '../proto/onnx_pb'
import type { Context } from './context'
import { Faults } from './faults'
import { canFold, folded } from './folding'
import type { Network } from './network'
import { requireThat, wordsOf, type Node } from './node'
import { OPERATORS } from './operators'
import { REFUSED, type Value, type Whole } from './values'

/** The standard operators; the second name is an older way to write the first. */
export const STANDARD: ReadonlySet<string> = new Set(['', 'ai.onnx'])

interface Reading {
  readonly nodes: readonly Node[]
  /** What stands behind each name; grows by what the operators give. */
  readonly values: Map<string, Value>
  readonly network: Network
  readonly batch: Whole
  readonly graph: GraphProto
}

/** Who reads the tensors of a graph. */
class Readers {
  private readonly count = new Map<string, number>()
  private readonly ends: ReadonlySet<string>
  /** Other names of an output that also has readers under its own. */
  private readonly shared = new Set<string>()

  constructor({ node, output }: GraphProto) {
    this.ends = new Set(output.map(({ name }) => name))
    for (const name of [...node.flatMap(({ input }) => input), ...this.ends])
      this.count.set(name, (this.count.get(name) ?? 0) + 1)
  }

  /** How many operators read what a name stands for; more than one if that is not known. */
  of(name: string): number {
    return (this.count.get(name) ?? 0) + (this.shared.has(name) ? 1 : 0)
  }

  isEnd(name: string): boolean {
    return this.ends.has(name) && this.of(name) === 1
  }

  /** Notes that an operator hands a layer's output on, in which others may read it too. */
  handOn(node: Node, inputs: readonly (Value | undefined)[], outputs: readonly Value[]): void {
    const ids = node.inputs.flatMap((name, i) => {
      const value = inputs[i]
      return value?.kind === 'tensor' && this.of(name) > 1 ? [value.id] : []
    })
    node.outputs.forEach((name, i) => {
      const value = outputs[i]
      if (value?.kind === 'tensor' && ids.includes(value.id)) this.shared.add(name)
    })
  }
}

/** @throws NodeFault for an operator that is taken over in no network */
function requireKnown({ op, message: { domain } }: Node): void {
  requireThat(STANDARD.has(domain), phrase`is an operator of "${domain}", and no standard one`)
  requireThat(OPERATORS.has(op) || canFold(op), phrase`is an operator that is not known here`)
}

function readNode(context: Context): readonly Value[] {
  const { node } = context
  requireKnown(node)
  const constant = folded(context)
  if (constant) return [constant]
  const reader = OPERATORS.get(node.op)
  requireThat(reader !== undefined, phrase`is an operator that is not known here`)
  return reader(context)
}

/**
 * Goes through the operators in the order of the file, in which each stands behind what it reads.
 * What reads an operator that is refused is listed only if it is taken over in no network.
 * @throws AppError `too-large` if the weights don't fit into memory
 */
export function readNodes({ nodes, values, network, batch, graph }: Reading): Faults {
  const faults = new Faults()
  const readers = new Readers(graph)
  for (const node of nodes) {
    const inputs = node.inputs.map((name) => (name === '' ? undefined : values.get(name)))
    const missing = node.inputs.find((name) => name !== '' && !values.has(name))
    const unreadable = inputs.find((value) => value?.kind === 'unreadable')
    let outputs: readonly Value[] = []
    if (missing !== undefined)
      faults.add(node, phrase`reads "${missing}", which nothing before it gives`)
    else if (unreadable?.kind === 'unreadable')
      faults.add(node, phrase`reads an array that ${unreadable.why}`)
    else
      try {
        if (inputs.some((value) => value?.kind === 'refused')) requireKnown(node)
        else {
          outputs = readNode({
            network,
            node,
            inputs,
            batch,
            readers: (at) => readers.of(node.inputs[at] ?? ''),
            isRead: (at) => readers.of(node.outputs[at] ?? '') > 0,
            isEnd: (at) => readers.isEnd(node.outputs[at] ?? ''),
          })
          readers.handOn(node, inputs, outputs)
        }
      } catch (thrown) {
        if (thrown instanceof AppError && thrown.code === 'too-large') throw thrown
        faults.add(node, wordsOf(thrown))
      }
    node.outputs.forEach((name, i) => {
      if (name !== '') values.set(name, outputs[i] ?? REFUSED)
    })
  }
  return faults
}
