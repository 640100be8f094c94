import { phrase } from '@shared/errors'
import { elements, type Shape } from '@shared/layers/definition'
import { requireThat } from './node'
import type { Tensor } from './values'
import { isWhole, lengthOf, type Axis } from './view'

/**
 * Where a constant that is laid along a tensor's axes has its numbers: one a channel, or one alone.
 * @throws NodeFault for a constant along another axis
 */
export function channelAxis({ view, shape }: Tensor, constant: Shape): Axis | undefined {
  const missing = view.length + 1 - constant.length
  const axes = [...Array<number>(Math.max(0, missing)).fill(1), ...constant]
  requireThat(
    axes.length === view.length + 1,
    phrase`has a constant of more axes than what it reads`,
  )
  const along = view.filter((_, i) => (axes[i + 1] ?? 1) > 1)
  requireThat(
    axes[0] === 1 && along.length <= 1,
    phrase`has a constant that differs from place to place`,
  )
  const [axis] = along
  if (!axis) return undefined
  const isChannels =
    lengthOf(axis) === elements(constant) &&
    (shape.length === 1 ? lengthOf(axis) === shape[0] : isWhole(axis, shape, 2))
  requireThat(isChannels, phrase`has a constant along another axis than that of the channels`)
  return axis
}
