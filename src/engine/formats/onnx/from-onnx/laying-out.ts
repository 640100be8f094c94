import { phrase } from '@shared/errors'
import { numbers, tensor, wholeNumbers, type Context, type Reader } from './context'
import { float, fromFront, int, ints, requireThat } from './node'
import { rowOf, shapeTaken } from './places'
import { scalarOf, type Row, type Tensor, type Value, type Whole } from './values'
import { lengthOf, reshaped, type View } from './view'

export const handsOn: Reader = ({ inputs: [value] }) => {
  requireThat(value !== undefined, phrase`reads nothing`)
  return [value]
}

/** A layer that switches units off while a network is trained; its second output is not used. */
export const dropout: Reader = (context) => {
  const { network, node } = context
  const input = tensor(context)
  const rate = scalarOf(context.inputs[1]) ?? float(node, 'ratio', 0.5)
  requireThat(
    (scalarOf(context.inputs[2]) ?? 0) === 0 && !context.isRead(1),
    phrase`switches units off: export the network for inference`,
  )
  const isRate = rate >= 0 && rate < 1
  const drop = { kind: 'dropout', rate: isRate ? Number(rate.toPrecision(7)) : 0.5 } as const
  return [network.add(node, [input], drop, input.view)]
}

const relaid = (input: Tensor, lengths: readonly number[]): Tensor => {
  const view = reshaped(input.view, lengths)
  const from = input.view.map(lengthOf).join('×')
  requireThat(
    view !== undefined,
    phrase`lays out a tensor of ${from} as one of ${lengths.join('×')}, which is not supported`,
  )
  return { ...input, view }
}

const valuesIn = ({ view }: Tensor): number =>
  view.reduce((product, axis) => product * lengthOf(axis), 1)

export const flatten: Reader = (context) => {
  const input = tensor(context)
  const axis = fromFront(int(context.node, 'axis', 1), input.view.length + 1)
  requireThat(axis === 1, phrase`flattens from axis ${axis}, and not each picture by itself`)
  return [relaid(input, [valuesIn(input)])]
}

/** What 0 and −1 mean in the shape of a Reshape; the batch stays in front. */
function lengthsOf({ node, batch }: Context, input: Tensor, shape: readonly Whole[]): number[] {
  const [first, ...rest] = shape
  const keepsZero = int(node, 'allowzero', 0) === 1
  const known = rest.map((length, i) => {
    requireThat(
      typeof length === 'number',
      phrase`lays the pictures of a batch out among each other`,
    )
    return length === 0 && !keepsZero ? lengthOf(input.view[i] ?? []) : length
  })
  const all = valuesIn(input)
  const isBatch = first === batch || first === 'batch' || first === 0 || first === -1
  requireThat(isBatch, phrase`lays the pictures of a batch out among each other`)
  const product = known.filter((n) => n !== -1).reduce((size, n) => size * n, 1)
  const lengths = known.map((n) => (n === -1 ? all / product : n))
  requireThat(
    lengths.every((n) => Number.isInteger(n) && n >= 1) &&
      lengths.reduce((a, n) => a * n, 1) === all,
    phrase`lays ${all} values out as ${known.join('×')}`,
  )
  return lengths
}

export const reshape: Reader = (context) => {
  const input = tensor(context)
  const shape =
    context.node.opset < 5 ? (ints(context.node, 'shape') ?? []) : wholeNumbers(context, 1).data
  if (shape.length === 1 && shape[0] === -1 && valuesIn(input) > 1) return [rowOf(input)]
  return [relaid(input, lengthsOf(context, input, shape))]
}

/** All values of a batch in a shape again, by a table of their places. */
export const ofRow = (context: Context, row: Row): readonly Value[] => [
  relaid(row.of, shapeTaken(context, valuesIn(row.of))),
]

export const transpose: Reader = (context) => {
  const input = tensor(context)
  const axes = ints(context.node, 'perm') ?? []
  const isPermutation =
    axes.length === input.view.length + 1 && new Set(axes).size === axes.length && axes[0] === 0
  requireThat(isPermutation, phrase`exchanges the axis of the batch with others`)
  const view = axes.slice(1).map((axis) => {
    const found = input.view[axis - 1]
    requireThat(found !== undefined, phrase`names an axis that is not there`)
    return found
  })
  return [{ ...input, view }]
}

const axesOf = (context: Context): readonly number[] | undefined =>
  context.inputs[1] ? numbers(context, 1) : ints(context.node, 'axes')

export const squeeze: Reader = (context) => {
  const input = tensor(context)
  const rank = input.view.length + 1
  const axes = axesOf(context)?.map((axis) => fromFront(axis, rank))
  requireThat(!axes?.includes(0), phrase`removes the axis of the batch`)
  const goes = (i: number): boolean =>
    axes ? axes.includes(i + 1) : lengthOf(input.view[i] ?? []) === 1
  requireThat(
    input.view.every((axis, i) => !goes(i) || axis.length === 0),
    phrase`removes an axis that is longer than 1`,
  )
  return [{ ...input, view: input.view.filter((_, i) => !goes(i)) }]
}

export const unsqueeze: Reader = (context) => {
  const input = tensor(context)
  const axes = axesOf(context) ?? []
  const rank = input.view.length + 1 + axes.length
  const added = new Set(axes.map((axis) => fromFront(axis, rank)))
  requireThat(!added.has(0) && rank <= 8, phrase`adds an axis before that of the batch`)
  const rest = [...input.view]
  const view: View = Array.from({ length: rank - 1 }, (_, i) =>
    added.has(i + 1) ? [] : (rest.shift() ?? []),
  )
  return [{ ...input, view }]
}
