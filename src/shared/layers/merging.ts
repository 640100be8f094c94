import { z } from 'zod'
import { AppError, phrase, type Phrase } from '../errors'
import { extentOf, type Extent } from '../math/field/cells'
import { POINTWISE, spread, type Connection } from '../math/field/connections'
import { formatShape, type Shape } from './definition'

/** The ids of a merging layer's inputs. */
export const mergedInputs = z.array(z.string()).min(2).max(64)

/**
 * The first of two or more shapes that agree.
 * @param comparable what of a shape must agree
 * @param rule says so, for the error
 */
export function requireEqual(
  shapes: readonly Shape[],
  comparable: (shape: Shape) => Shape,
  rule: Phrase,
): Shape {
  const [first, ...rest] = shapes
  if (!first || rest.length === 0)
    throw new AppError('invalid-argument', phrase`This layer takes two or more inputs.`, {
      field: 'inputs',
    })
  if (
    rest.some(
      (shape) =>
        shape.length !== first.length || comparable(shape).join() !== comparable(first).join(),
    )
  ) {
    throw new AppError(
      'invalid-argument',
      phrase`${rule}, but got ${shapes.map(formatShape).join(' + ')}.`,
      { field: 'inputs' },
    )
  }
  return first
}

/**
 * The shape of inputs that are joined value by value: all of one shape, or with a single row,
 * column or channel where others have more, which then stands for each of theirs. A vector of n
 * values is a map of 1×1×n. `null` where they don't suit each other.
 */
export function broadcastShape(shapes: readonly Shape[]): Shape | null {
  const extents = shapes.map(extentOf)
  const longest = ([0, 1, 2] as const).map((axis) =>
    Math.max(1, ...extents.map((extent) => extent[axis])),
  ) as unknown as Extent
  const suits = extents.every((extent) =>
    extent.every((length, axis) => length === 1 || length === longest[axis]),
  )
  if (!suits) return null
  return shapes.some((shape) => shape.length === 3) ? longest : longest.slice(2)
}

/**
 * As `broadcastShape`.
 * @param rule says what the shapes must be, for the error
 */
export function requireBroadcast(shapes: readonly Shape[], rule: Phrase): Shape {
  const shape = shapes.length > 1 ? broadcastShape(shapes) : null
  return shape ?? requireEqual(shapes, (each) => each, rule)
}

/** How each of several inputs that are joined value by value is connected to the output. */
export function broadcastConnections(shapes: readonly Shape[]): readonly Connection[] {
  const output = broadcastShape(shapes)
  return shapes.map((shape) => {
    const [own, whole] = [extentOf(shape), extentOf(output ?? shape)]
    return own.join() === whole.join() ? POINTWISE : spread(own, whole)
  })
}
