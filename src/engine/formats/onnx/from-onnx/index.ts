import { AppError, phrase } from '@shared/errors'
import { derivedMeaning } from '@shared/model/output/derive'
import { LOGITS, type OutputMeaning } from '@shared/model/output/meaning'
import { resolveModel } from '@shared/model/resolve'
import { INPUT_ID, parseModelSpec, type ModelSpec } from '@shared/model/spec'
import type { NamedArrays } from '@shared/model/weights'
import { withoutAnswerSoftmax } from '../../keras/from-keras/answer-softmax'
import type { ModelProto } from '../proto/onnx_pb'
import { readInput } from './input'
import { Network } from './network'
import { nodeOf, type Node } from './node'
import { readNodes, STANDARD } from './read-nodes'
import { tidied } from './tidy'
import type { Tensor, Value } from './values'
import { channelsFirst, channelsLast } from './view'

/** Operator sets whose operators mean what is read here. */
const [OLDEST, NEWEST] = [7, 22]
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

/** The network's answer as our layers have it. @throws AppError `unsupported` */
function answerOf(network: Network, nodes: readonly Node[], value: Value | undefined): Tensor {
  const last = nodes.at(-1)
  if (value?.kind !== 'tensor' || value.id === INPUT_ID || !last)
    throw new AppError('unsupported', phrase`The graph's output is no layer's output.`)
  const isVector = value.view.length === 1
  const output = isVector ? network.vector({ ...last, name: 'flatten' }, value) : value
  const ours = isVector ? [channelsFirst(output.shape)] : ORDERS.map((order) => order(output.shape))
  const places = JSON.stringify(output.view.filter((axis) => axis.length > 0))
  if (!ours.some((view) => JSON.stringify(view.filter((axis) => axis.length > 0)) === places))
    throw new AppError(
      'unsupported',
      phrase`The graph ends in a map that is laid out in another order than here.`,
    )
  return output
}

const ORDERS = [channelsFirst, channelsLast] as const

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
  const network = new Network(file)
  readNodes({ nodes, values, network, batch: input.batch, graph }).throwIfAny(file)
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
