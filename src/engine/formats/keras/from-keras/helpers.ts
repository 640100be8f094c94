import type { Output } from './builder'
import { viewShape, type View } from './view'

/** The views that helper layers have made, for the next layer; undefined if there is none. */
export function seen(views: readonly View<Output>[], last: string): Output | undefined {
  const [first] = views
  if (!first) return undefined
  const { id, nonNegative } = first.of
  return { id, nonNegative, shape: viewShape(first), helpers: { views, last } }
}
