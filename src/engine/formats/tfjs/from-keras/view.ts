import type { Pair } from '@shared/math/geometry'
import {
  averageAxis,
  cutAxis,
  joinAxes,
  repeatedEnds,
  sameAxis,
  wholeAxis,
  windowOf,
  type AxisView,
  type AxisWindow,
} from './axis-view'

/** A layer's map, as far as views need it. */
interface Source {
  readonly id: string
  readonly shape: readonly number[]
}

/**
 * A map of which Keras layers have cut out cells, repeated or averaged them, as exports from here
 * write a padding that Keras hasn't got. The pooling that they stand for takes it over.
 */
export interface View<S extends Source = Source> {
  /** The map that it was made of. */
  readonly of: S
  readonly rows: AxisView
  readonly columns: AxisView
}

export const wholeView = <S extends Source>(of: S): View<S> => ({
  of,
  rows: wholeAxis(of.shape[0] ?? 0),
  columns: wholeAxis(of.shape[1] ?? 0),
})

/** [height, width, channels] of what is seen. */
export const viewShape = ({ of, rows, columns }: View): readonly number[] => [
  rows.cells.length,
  columns.cells.length,
  of.shape[2] ?? 0,
]

/** A map without its outermost rows and columns. */
export const cut = <S extends Source>(
  view: View<S>,
  [rows, columns]: readonly [Pair, Pair],
): View<S> => ({
  ...view,
  rows: cutAxis(view.rows, rows),
  columns: cutAxis(view.columns, columns),
})

/**
 * Maps below (axis 0) or beside each other, which may each be seen in several ways: one view for
 * each map that all of them are made of.
 */
export function join<S extends Source>(
  choices: readonly (readonly View<S>[])[],
  axis: 0 | 1,
): readonly View<S>[] {
  return (choices[0] ?? []).flatMap(({ of }) => {
    const views = choices.flatMap((all) => all.filter((view) => view.of.id === of.id).slice(0, 1))
    const joined = views.length === choices.length ? joinViews(views, axis) : undefined
    return joined ? [joined] : []
  })
}

function joinViews<S extends Source>(views: readonly View<S>[], axis: 0 | 1): View<S> | undefined {
  const [first] = views
  const [along, across] =
    axis === 0 ? (['rows', 'columns'] as const) : (['columns', 'rows'] as const)
  const fits = views.every((view) => first && sameAxis(view[across], first[across]))
  const joined = fits ? joinAxes(views.map((view) => view[along])) : undefined
  return first && joined && { ...first, [along]: joined }
}

/** Means over windows without padding; undefined where a view can't hold them. */
export function average<S extends Source>(
  view: View<S>,
  window: Pair,
  stride: Pair,
): View<S> | undefined {
  const rows = averageAxis(view.rows, window[0], stride[0])
  const columns = averageAxis(view.columns, window[1], stride[1])
  return rows && columns && { ...view, rows, columns }
}

/** How far the map's edges are repeated: above and below, left and right. */
export function repeatedEdges({ of, rows, columns }: View): readonly [Pair, Pair] | undefined {
  const vertical = repeatedEnds(rows, of.shape[0] ?? 0)
  const horizontal = repeatedEnds(columns, of.shape[1] ?? 0)
  return vertical && horizontal && [vertical, horizontal]
}

/** The windows, down and across, whose means the view holds. */
export function meanWindows({
  of,
  rows,
  columns,
}: View): readonly [AxisWindow, AxisWindow] | undefined {
  const down = windowOf(rows, of.shape[0] ?? 0)
  const across = windowOf(columns, of.shape[1] ?? 0)
  return down && across && [down, across]
}
