import { phrase } from '@shared/errors'
import { elements, type Shape } from '@shared/layers/definition'
import type { Context } from './context'
import { fromFront, int, ints, requireThat } from './node'
import {
  scalarOf,
  wholes,
  type Places,
  type Row,
  type Tensor,
  type Value,
  type Wholes,
} from './values'

/** The most places of a picture that a table may have. */
const MOST = 2 ** 16

/** Whole numbers one after the other; from 0 up to the length of the batch they number its pictures. */
export function range({ inputs }: Context): Value {
  const [start, limit, step] = inputs
  const [first, delta] = [scalarOf(start), scalarOf(step)]
  const end = limit?.kind === 'wholes' ? limit.data[0] : undefined
  requireThat(
    first !== undefined && delta === 1 && end !== undefined,
    phrase`counts in other steps than 1`,
  )
  if (end === 'batch') {
    requireThat(first === 0, phrase`counts the pictures of a batch from another than the first`)
    return { kind: 'places', each: 1, axis: 0, shape: [1], data: [0] }
  }
  const length = Math.max(0, end - first)
  requireThat(length <= MOST, phrase`makes too many numbers`)
  return wholes(Array.from({ length }, (_, i) => first + i))
}

const knownIn = ({ data }: Wholes): readonly number[] =>
  data.map((each) => {
    requireThat(each !== 'batch', phrase`computes with the length of the batch`)
    return each
  })

/** Two arrays laid over each other from their last axes, as operators do. */
function sumOf(a: Places, b: Wholes): Places {
  const rank = Math.max(a.shape.length, b.shape.length)
  const lengths = (shape: Shape): number[] => [
    ...Array.from({ length: rank - shape.length }, () => 1),
    ...shape,
  ]
  const [ours, theirs] = [lengths(a.shape), lengths(b.shape)]
  const shape = ours.map((n, i) => Math.max(n, theirs[i] ?? 1))
  const axis = a.axis + rank - a.shape.length
  requireThat(
    rank <= 8 &&
      elements(shape) <= MOST &&
      theirs[axis] === 1 &&
      shape.every((n, i) => [ours[i], theirs[i]].every((length) => length === n || length === 1)),
    phrase`computes with shapes of different lengths`,
  )
  const offsets = knownIn(b)
  const at = (of: readonly number[], from: readonly number[], cell: number): number => {
    let [rest, index, step] = [cell, 0, 1]
    for (let i = rank - 1; i >= 0; i -= 1) {
      const [n, own] = [shape[i] ?? 1, from[i] ?? 1]
      index += own === 1 ? 0 : (rest % n) * step
      step *= own
      rest = Math.floor(rest / n)
    }
    return of[index] ?? NaN
  }
  const data = Array.from(
    { length: elements(shape) },
    (_, cell) => at(a.data, ours, cell) + at(offsets, theirs, cell),
  )
  return { ...a, axis, shape, data }
}

function widened(context: Context, places: Places): Places {
  const second = context.inputs[1]
  const given = second?.kind === 'wholes' ? knownIn(second) : (ints(context.node, 'axes') ?? [])
  const rank = places.shape.length + given.length
  const added = new Set(given.map((axis) => fromFront(axis, rank)))
  requireThat(rank <= 8 && added.size === given.length, phrase`adds too many axes`)
  const rest = places.shape.map((n, i) => ({ n, isBatch: i === places.axis }))
  const axes = Array.from({ length: rank }, (_, i) =>
    added.has(i) ? { n: 1, isBatch: false } : (rest.shift() ?? { n: 1, isBatch: false }),
  )
  return {
    ...places,
    shape: axes.map(({ n }) => n),
    axis: axes.findIndex(({ isBatch }) => isBatch),
  }
}

/** Arithmetic on the places of a batch's pictures; undefined for any other operator. */
export function computedPlaces(context: Context): Value | undefined {
  const { inputs, node } = context
  const places = inputs.find((value) => value?.kind === 'places')
  if (!places) return undefined
  const other = inputs.find((value) => value?.kind === 'wholes')
  if (node.op === 'Unsqueeze') return widened(context, places)
  if (node.op === 'Add' && other) return sumOf(places, other)
  const factor = scalarOf(other)
  if (node.op === 'Mul' && factor !== undefined)
    return { ...places, each: places.each * factor, data: places.data.map((n) => n * factor) }
  return undefined
}

/**
 * The shape that a table of places gives to all values of a batch, if it takes every value once and in
 * order: PyTorch writes views of a tensor so.
 */
export function shapeTaken(context: Context, size: number): readonly number[] {
  const places = context.inputs[1]
  const isOrdered =
    places?.kind === 'places' &&
    int(context.node, 'axis', 0) === 0 &&
    places.axis === 0 &&
    places.each === size &&
    places.data.length === size &&
    places.data.every((place, i) => place === i)
  requireThat(
    isOrdered,
    phrase`takes values of a batch's pictures in an order that is not supported`,
  )
  return places.shape.slice(1)
}

/** All values of a batch one after the other. */
export const rowOf = (of: Tensor): Row => ({ kind: 'row', of })
