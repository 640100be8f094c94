import { AppError, phrase } from '@shared/errors'
import { derivedMeaning } from '@shared/model/output/derive'
import { LOGITS, type OutputMeaning } from '@shared/model/output/meaning'
import { resolveModel } from '@shared/model/resolve'
import { INPUT_ID, parseModelSpec, type ModelSpec } from '@shared/model/spec'
import type { NamedArrays } from '@shared/model/weights'
import { withoutAnswerSoftmax } from '../../tfjs/from-keras/answer-softmax'
import type { GraphProto, ModelProto } from '../proto/onnx_pb'
import type { Context } from './context'
import { Faults } from './faults'
import { folded } from './folding'
import { readInput } from './input'
import { Network } from './network'
import { nodeOf, requireThat, wordsOf, type Node } from './node'
import { OPERATORS } from './operators'
import { tidied } from './tidy'
import { REFUSED, type Tensor, type Value, type Whole } from './values'
import { isWhole } from './view'

/** Operator sets whose operators mean what is read here. */
const [OLDEST, NEWEST] = [7, 22]
/** The standard operators; the second name is an older way to write the first. */
const STANDARD = new Set(['', 'ai.onnx'])
/** More operators than the largest network that fits into memory has. */
const MOST_NODES = 65_536

/** A graph of another program as a network of this project. */
export interface FromOnnx {
  readonly spec: ModelSpec
  readonly weights: NamedArrays
  readonly meaning: OutputMeaning
}

function opsetOf({ opsetImport }: ModelProto, file: string): number {
  const version = Number(opsetImport.find(({ domain }) => STANDARD.has(domain))?.version ?? 0)
  if (version >= OLDEST && version <= NEWEST) return version
  throw new AppError(
    'unsupported',
    phrase`${file} uses version ${version} of the operators; versions ${OLDEST} to ${NEWEST} are read. Export it with one of them.`,
  )
}

/** How many operators read each tensor; the graph's own outputs are read too. */
function readersIn(graph: GraphProto): ReadonlyMap<string, number> {
  const readers = new Map<string, number>()
  for (const name of [
    ...graph.node.flatMap(({ input }) => input),
    ...graph.output.map((output) => output.name),
  ])
    readers.set(name, (readers.get(name) ?? 0) + 1)
  return readers
}

function readNode(context: Context): readonly Value[] {
  const { node } = context
  requireThat(
    STANDARD.has(node.message.domain),
    phrase`is an operator of "${node.message.domain}", and no standard one`,
  )
  const constant = folded(context)
  if (constant) return [constant]
  const reader = OPERATORS.get(node.op)
  requireThat(reader !== undefined, 'is an operator that is not known here')
  return reader(context)
}

/** Goes through the operators in the order of the file, in which each stands behind what it reads. */
function readNodes(
  nodes: readonly Node[],
  values: Map<string, Value>,
  network: Network,
  batch: Whole,
  readers: ReadonlyMap<string, number>,
): Faults {
  const faults = new Faults()
  for (const node of nodes) {
    const inputs = node.inputs.map((name) => (name === '' ? undefined : values.get(name)))
    const missing = node.inputs.find((name) => name !== '' && !values.has(name))
    let outputs: readonly Value[] = []
    if (missing !== undefined)
      faults.add(node, phrase`reads "${missing}", which nothing before it gives`)
    else if (!inputs.some((value) => value?.kind === 'refused'))
      try {
        const context: Context = {
          network,
          node,
          inputs,
          batch,
          readers: (at) => readers.get(node.inputs[at] ?? '') ?? 0,
        }
        outputs = readNode(context)
      } catch (thrown) {
        faults.add(node, wordsOf(thrown))
      }
    node.outputs.forEach((name, i) => values.set(name, outputs[i] ?? REFUSED))
  }
  return faults
}

/** The network's answer as our layers have it. @throws AppError `unsupported` */
function answerOf(network: Network, nodes: readonly Node[], value: Value | undefined): Tensor {
  const last = nodes.at(-1)
  if (value?.kind !== 'tensor' || value.id === INPUT_ID || !last)
    throw new AppError('unsupported', phrase`The graph's output is no layer's output.`)
  const isVector = value.view.length === 1
  const output = isVector ? network.vector({ ...last, name: 'flatten' }, value) : value
  if (isVector && !isWhole(output.view[0], output.shape, 0))
    throw new AppError(
      'unsupported',
      phrase`The graph ends in a map that is laid out as a vector, which has another order here.`,
    )
  return output
}

/**
 * Converts a graph to a network of this project, with its weights and the meaning of its outputs. A
 * final softmax is left out, because networks here end in logits.
 * @param file its name, for messages
 * @param constants the arrays of the file, by name
 * @throws AppError `unsupported` with each operator that can't be taken and why
 */
export function fromOnnx(
  file: string,
  model: ModelProto,
  constants: ReadonlyMap<string, Value>,
): FromOnnx {
  const { graph } = model
  const opset = opsetOf(model, file)
  if (!graph || graph.node.length > MOST_NODES || graph.output.length !== 1)
    throw new AppError(
      'unsupported',
      phrase`${file} has ${graph?.node.length ?? 0} operators and ${graph?.output.length ?? 0} outputs; at most ${MOST_NODES} operators and one output are read.`,
    )
  const nodes = graph.node.map((message) => nodeOf(message, opset))
  const input = readInput(graph, nodes)
  const values = new Map<string, Value>([...constants, [input.name, input.tensor]])
  const network = new Network()
  readNodes(nodes, values, network, input.batch, readersIn(graph)).throwIfAny(file)
  const answer = answerOf(network, nodes, values.get(graph.output[0]?.name ?? ''))
  const { layers, weights } = tidied(network.layers, network.weights, answer.id)
  const [height, width, channels] = input.tensor.shape
  const whole = parseModelSpec({
    name: graph.name.slice(0, 120) || 'model',
    input: { height, width, channels },
    layers,
  })
  const spec = withoutAnswerSoftmax(whole)
  const meaning = spec === whole ? derivedMeaning(resolveModel(whole)) : LOGITS
  return { spec, weights, meaning }
}
