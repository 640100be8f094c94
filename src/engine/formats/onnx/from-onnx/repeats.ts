import { phrase } from '@shared/errors'
import type { Pair } from '@shared/math/geometry'
import { requireThat } from './node'
import type { Tensor } from './values'
import { isRepeat, isWhole, lengthOf } from './view'

/** Where the file has the rows, columns and channels of a map, and how often it repeats the first two. */
export function repeatsOf({ shape, view }: Tensor): {
  readonly at: readonly [number, number, number]
  readonly factor: Pair
} {
  const isMap = shape.length === 3 && view.length === 3
  const found = view.findIndex((axis) => axis.some((run) => run.axis === 2))
  const channels = found >= 0 ? found : view.findIndex((axis) => axis.length === 0)
  const [rows = -1, columns = -1] = [0, 1, 2].filter((place) => place !== channels)
  const factor = ([rows, columns] as const).map((place, axis) => {
    const runs = view[place] ?? []
    const [repeat, ...more] = runs.filter(isRepeat)
    const isLast = repeat === undefined || runs.at(-1) === repeat
    const isAxis = isWhole(
      runs.filter((run) => !isRepeat(run)),
      shape,
      axis,
    )
    requireThat(
      isMap && channels >= 0 && isAxis && isLast && more.length === 0,
      phrase`repeats other cells than the rows and columns of a map`,
    )
    return repeat ? lengthOf([repeat]) : 1
  })
  return { at: [rows, columns, channels], factor: [factor[0] ?? 1, factor[1] ?? 1] }
}
