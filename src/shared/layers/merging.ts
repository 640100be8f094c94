import { z } from 'zod'
import { AppError, phrase, type Phrase } from '../errors'
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
