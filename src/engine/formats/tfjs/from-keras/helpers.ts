import type { Output } from './builder'
import { viewShape, type View } from './view'

/** What helping layers have made of maps, for the next layer; none where there is no view. */
export function seen(views: readonly View<Output>[], last: string): Output | undefined {
  const [first] = views
  if (!first) return undefined
  const { id, nonNegative } = first.of
  return { id, nonNegative, shape: viewShape(first), helpers: { views, last } }
}
