import { phrase } from '@shared/errors'
import { elements } from '@shared/layers/definition'
import { permuted } from '../../channels-first/permute'
import type { Context } from './context'
import { fromFront, int, ints, NodeFault, requireThat, tensorIn } from './node'
import { numbersOf } from './constants'
import { computedPlaces, range } from './places'
import { floats, wholes, type Floats, type Value, type Whole, type Wholes } from './values'
import { lengthOf } from './view'

/** The most numbers of an array that an operator makes of nothing. */
const MOST = 2 ** 16
/** Numbers that all foldings may read, times 8; the largest networks have 2 ** 28 weights. */
const MOST_WORK = 2 ** 32

/** An operator whose inputs are the same for every picture, computed while the file is read. */
type Fold = (context: Context) => Value

const whole = ({ inputs }: Context, at: number): Wholes => {
  const value = inputs[at]
  requireThat(value?.kind === 'wholes', phrase`takes whole numbers as input ${at + 1}`)
  return value
}

const known = (value: Whole | undefined): number => {
  requireThat(typeof value === 'number', phrase`computes with the length of the batch`)
  return value
}

const numbersIn = (context: Context, at: number): readonly number[] =>
  whole(context, at).data.map(known)

const shapeOf: Fold = ({ inputs: [value], node, batch }) => {
  requireThat(
    value?.kind === 'tensor' || value?.kind === 'floats' || value?.kind === 'wholes',
    phrase`reads nothing`,
  )
  const shape: readonly Whole[] =
    value.kind === 'tensor' ? [batch, ...value.view.map(lengthOf)] : value.shape
  const start = fromFront(int(node, 'start', 0), shape.length)
  const end = fromFront(int(node, 'end', shape.length), shape.length)
  return wholes(shape.slice(start, end))
}

const constantValue: Fold = ({ node }) => {
  const found = tensorIn(node, 'value')
  if (found) return numbersOf(found)
  for (const { name, f, floats: many, i, ints: list } of node.message.attribute) {
    if (name === 'value_float') return floats([], Float32Array.of(f))
    if (name === 'value_floats') return floats([many.length], Float32Array.from(many))
    if (name === 'value_int') return wholes([Number(i)], [])
    if (name === 'value_ints') return wholes(list.map(Number))
  }
  throw new NodeFault(phrase`holds no numbers`)
}

const gather: Fold = (context) => {
  const { data, shape } = whole(context, 0)
  requireThat(
    shape.length <= 1 && int(context.node, 'axis', 0) === 0,
    phrase`takes numbers of a table`,
  )
  const places = context.inputs[1]
  requireThat(places?.kind === 'wholes', phrase`takes places that are not constant`)
  const found = places.data.map((place) => data[fromFront(known(place), data.length)])
  requireThat(!found.includes(undefined), phrase`takes a number that is not there`)
  return wholes(
    found.filter((each) => each !== undefined),
    places.shape,
  )
}

const sliceOf: Fold = (context) => {
  const { node, inputs } = context
  const { data } = whole(context, 0)
  const isOld = node.opset < 10
  const [start = 0] = isOld ? (ints(node, 'starts') ?? []) : numbersIn(context, 1)
  const [end = data.length] = isOld ? (ints(node, 'ends') ?? []) : numbersIn(context, 2)
  const [step = 1] = !isOld && inputs[4] ? numbersIn(context, 4) : []
  requireThat(step === 1, phrase`takes only every second number, or turns the order round`)
  return wholes(data.slice(start, end))
}

const joined: Fold = ({ inputs, node }) => {
  requireThat(int(node, 'axis', 0) === 0 || int(node, 'axis', 0) === -1, phrase`joins tables`)
  const parts = inputs.filter((value) => value?.kind === 'wholes')
  requireThat(parts.length === inputs.length, phrase`joins numbers of different types`)
  return wholes(parts.flatMap(({ data }) => data))
}

/** A constant in another shape of as many numbers. */
const relaid: Fold = (context) => {
  const [value] = context.inputs
  requireThat(value?.kind === 'floats' || value?.kind === 'wholes', phrase`reads nothing`)
  const { op } = context.node
  const given = context.inputs[1] ? numbersIn(context, 1) : (ints(context.node, 'axes') ?? [])
  if (op === 'Reshape')
    return { ...value, shape: reshapedTo(value.data.length, value.shape, given) }
  if (op === 'Unsqueeze') {
    const rank = value.shape.length + given.length
    const added = new Set(given.map((axis) => fromFront(axis, rank)))
    const rest = [...value.shape]
    requireThat(rank <= 8, phrase`adds too many axes`)
    const shape = Array.from({ length: rank }, (_, i) => (added.has(i) ? 1 : (rest.shift() ?? 1)))
    return { ...value, shape }
  }
  const gone = new Set(given.map((axis) => fromFront(axis, value.shape.length)))
  const shape = value.shape.filter((n, i) => (gone.size > 0 ? !gone.has(i) : n !== 1))
  requireThat(elements(shape) === value.data.length, phrase`removes an axis that is longer than 1`)
  return { ...value, shape }
}

function reshapedTo(length: number, from: readonly number[], to: readonly number[]): number[] {
  const copied = to.map((n, i) => (n === 0 ? (from[i] ?? 0) : n))
  const product = elements(copied.filter((n) => n !== -1))
  const shape = copied.map((n) => (n === -1 ? length / product : n))
  requireThat(
    elements(shape) === length,
    phrase`lays numbers out in a shape that does not hold them`,
  )
  return shape
}

const INTEGERS = new Set([6, 7])

const cast: Fold = ({ inputs: [value], node }) => {
  requireThat(value?.kind === 'floats' || value?.kind === 'wholes', phrase`reads nothing`)
  const isWhole = INTEGERS.has(int(node, 'to', 1))
  if (value.kind === 'wholes')
    return isWhole ? value : floats(value.shape, Float32Array.from(value.data.map(known)))
  return isWhole ? wholes([...value.data].map(Math.trunc), value.shape) : value
}

const OPERATIONS: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
}

/** Numbers of one shape, or one number with others. */
const computed: Fold = ({ inputs: [a, b], node }) => {
  const of = OPERATIONS[node.op]
  requireThat(of !== undefined, phrase`is no operation on numbers`)
  if (a?.kind === 'wholes' && b?.kind === 'wholes') {
    const [long] = a.data.length >= b.data.length ? [a] : [b]
    requireThat([a, b].every(({ data }) => data.length === long.data.length || data.length === 1), phrase`computes with shapes of different lengths`) // prettier-ignore
    const at = ({ data }: Wholes, i: number) => data[data.length === 1 ? 0 : i]
    return wholes(
      long.data.map((_, i) => Math.trunc(of(known(at(a, i)), known(at(b, i))))),
      long.shape,
    )
  }
  requireThat(a?.kind === 'floats' && b?.kind === 'floats', phrase`computes with different types`)
  const long: Floats = a.data.length >= b.data.length ? a : b
  requireThat([a, b].every(({ data, shape }) => data.length === 1 || shape.join() === long.shape.join()), phrase`computes with constants of different shapes`) // prettier-ignore
  const at = ({ data }: Floats, i: number): number => data[data.length === 1 ? 0 : i] ?? 0
  return floats(
    long.shape,
    long.data.map((_, i) => of(at(a, i), at(b, i))),
  )
}

const each =
  (of: (value: number) => number): Fold =>
  ({ inputs: [value] }) => {
    requireThat(value?.kind === 'floats', phrase`takes constant numbers`)
    return floats(value.shape, value.data.map(of))
  }

const transposed: Fold = ({ inputs: [value], node }) => {
  requireThat(value?.kind === 'floats' && value.shape.length <= 8, phrase`takes constant numbers`)
  const { shape, data } = value
  const axes = ints(node, 'perm') ?? shape.map((_, i) => shape.length - 1 - i)
  requireThat(new Set(axes).size === shape.length && axes.every((axis) => shape[axis] !== undefined), phrase`exchanges axes that are not there`) // prettier-ignore
  return floats(axes.map((axis) => shape[axis] ?? 0), permuted(data, shape, axes)) // prettier-ignore
}

const filled: Fold = (context) => {
  const shape = numbersIn(context, 0)
  requireThat(elements(shape) <= MOST && shape.every((n) => n >= 0), phrase`makes too many numbers`)
  const found = tensorIn(context.node, 'value')
  const value = found ? numbersOf(found) : floats([1], Float32Array.of(0))
  const length = elements(shape)
  if (value.kind === 'floats')
    return floats(shape, new Float32Array(length).fill(value.data[0] ?? 0))
  return wholes(Array<Whole>(length).fill(value.data[0] ?? 0), shape)
}

/** Operators that are computed if all that they read is constant. */
const FOLDS: ReadonlyMap<string, Fold> = new Map(
  Object.entries({
    Constant: constantValue,
    ConstantOfShape: filled,
    Gather: gather,
    Range: range,
    Slice: sliceOf,
    Concat: joined,
    Reshape: relaid,
    Squeeze: relaid,
    Unsqueeze: relaid,
    Cast: cast,
    Add: computed,
    Sub: computed,
    Mul: computed,
    Div: computed,
    Transpose: transposed,
    Sqrt: each(Math.sqrt),
    Neg: each((value) => -value),
    Reciprocal: each((value) => 1 / value),
    Identity: ({ inputs: [value] }) => value ?? floats([0], new Float32Array()),
  }),
)

const numbersOfAll = (inputs: Context['inputs']): number =>
  inputs.reduce((sum, value) => sum + (value && 'data' in value ? value.data.length : 0), 1)

/** Whether an operator may be computed while the file is read. */
export const canFold = (op: string): boolean => op === 'Shape' || FOLDS.has(op)

/** The value of an operator that depends on no picture; undefined for any other. */
export function folded(context: Context): Value | undefined {
  const { node, inputs, network } = context
  if (node.op === 'Shape') return shapeOf(context)
  const isConstant = inputs.every(
    (value) => value === undefined || value.kind === 'floats' || value.kind === 'wholes',
  )
  const isOfPlaces = inputs.some((value) => value?.kind === 'places')
  const fold = isConstant ? FOLDS.get(node.op) : isOfPlaces ? computedPlaces : undefined
  if (!fold) return undefined
  requireThat(
    network.work(8 * numbersOfAll(inputs), MOST_WORK),
    phrase`computes more constants than a network needs`,
  )
  return fold(context)
}
