import { AppError, phrase, type Phrase } from '@shared/errors'
import type { NodeProto } from '../proto/onnx_pb'

/** One operator of the file. */
export interface Node {
  readonly op: string
  /** Its name in the file, or that of its first output. */
  readonly name: string
  /** Names of tensors; empty for an optional one that is left out. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** The version of the operator set that the file uses. */
  readonly opset: number
  readonly message: NodeProto
}

/** Why one operator can't be taken: the words behind 'Conv "name"'. */
export class NodeFault extends Error {
  constructor(readonly words: Phrase) {
    super('an operator can not be taken')
  }
}

export const nodeOf = (message: NodeProto, opset: number): Node => ({
  op: message.opType,
  name: message.name || (message.output[0] ?? ''),
  inputs: message.input,
  outputs: message.output,
  opset,
  message,
})

const attribute = ({ message }: Node, name: string) =>
  message.attribute.find((each) => each.name === name)

export const float = (node: Node, name: string, preset: number): number =>
  attribute(node, name)?.f ?? preset

export const int = (node: Node, name: string, preset: number): number => {
  const found = attribute(node, name)
  return found ? Number(found.i) : preset
}

export const ints = (node: Node, name: string): readonly number[] | undefined =>
  attribute(node, name)?.ints.map(Number)

export const floatList = (node: Node, name: string): readonly number[] | undefined =>
  attribute(node, name)?.floats

export const text = (node: Node, name: string, preset: string): string => {
  const found = attribute(node, name)
  return found ? new TextDecoder().decode(found.s) : preset
}

export const tensorIn = (node: Node, name: string) => attribute(node, name)?.t

/** An axis counted from the front. */
export const fromFront = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis)

/** What of an operator is known here: anything else is refused by its reason. */
export function requireThat(holds: boolean, words: Phrase): asserts holds {
  if (!holds) throw new NodeFault(words)
}

export const wordsOf = (thrown: unknown): Phrase => {
  if (thrown instanceof NodeFault) return thrown.words
  if (thrown instanceof AppError) return phrase`does not fit what it reads: ${thrown.words}`
  throw thrown
}
