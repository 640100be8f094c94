import { AppError, phrase } from '@shared/errors'
import { INPUT_ID, LARGEST_SIDE } from '@shared/model/spec'
import type { GraphProto, ValueInfoProto } from '../proto/onnx_pb'
import { ints, type Node } from './node'
import type { Tensor, Whole } from './values'
import { channelsFirst, channelsLast } from './view'

const refused = (words: ReturnType<typeof phrase>): AppError => new AppError('unsupported', words)

/** Operators that leave the order of axes as it is; before them the order can't be told. */
const POINTWISE = new Set(['Add', 'Sub', 'Mul', 'Div', 'Identity', 'Cast', 'Relu', 'Clip'])

/** Whether a graph's picture has its channels last: it is turned before its first convolution. */
function isChannelsLast(nodes: readonly Node[], input: string): boolean {
  const names = new Set([input])
  for (const node of nodes) {
    if (!node.inputs.some((name) => names.has(name))) continue
    if (node.op === 'Transpose') return ints(node, 'perm')?.join() === '0,3,1,2'
    if (!POINTWISE.has(node.op)) return false
    for (const name of node.outputs) names.add(name)
  }
  return false
}

const lengthsOf = ({ type }: ValueInfoProto): readonly (number | undefined)[] => {
  if (type?.value.case !== 'tensorType') return []
  return (type.value.value.shape?.dim ?? []).map(({ value }) =>
    value.case === 'dimValue' ? Number(value.value) : undefined,
  )
}

/** The picture that a graph reads. @throws AppError `unsupported` for any other input */
export function readInput(
  graph: GraphProto,
  nodes: readonly Node[],
): { readonly name: string; readonly tensor: Tensor; readonly batch: Whole } {
  const weights = new Set(graph.initializer.map(({ name }) => name))
  const [input, ...more] = graph.input.filter(({ name }) => !weights.has(name))
  if (!input || more.length > 0)
    throw refused(
      phrase`The graph reads ${input ? more.length + 1 : 0} inputs, and here a network reads one picture.`,
    )
  const [batch, ...lengths] = lengthsOf(input)
  const [a, b, c, ...rest] = lengths
  if (a === undefined || b === undefined || c === undefined || rest.length > 0)
    throw refused(
      phrase`The input "${input.name}" is [${lengthsOf(input).map((n) => n ?? '?').join(', ')}], and must be [batch, channels, height, width] with numbers for all but the batch: export the network with a picture of a fixed size.`, // prettier-ignore
    )
  const isLast = isChannelsLast(nodes, input.name)
  const [height, width, channels] = isLast ? [a, b, c] : [b, c, a]
  if ([height, width, channels].some((n) => n < 1 || n > LARGEST_SIDE))
    throw refused(
      phrase`The input "${input.name}" has ${height}×${width} cells and ${channels} channels; each is from 1 to ${LARGEST_SIDE}.`,
    )
  const shape = [height, width, channels]
  const view = isLast ? channelsLast(shape) : channelsFirst(shape)
  return {
    name: input.name,
    tensor: { kind: 'tensor', id: INPUT_ID, shape, view },
    batch: batch ?? 'batch',
  }
}
