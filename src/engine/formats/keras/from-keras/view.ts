import type { Pair } from '@shared/math/geometry'
import type { Continuation } from '@shared/math/resample'
import {
  averageAxis,
  cutAxis,
  cutEnds,
  joinAxes,
  mirroredEnds,
  repeatedEnds,
  sameAxis,
  wholeAxis,
  windowOf,
  type AxisView,
  type AxisWindow,
} from './axis-view'

/** The parts of a layer's map that views need. */
interface Source {
  readonly id: string
  readonly shape: readonly number[]
}

/**
 * A map whose cells Keras layers have cut out, repeated or averaged. Exports from here write
 * paddings in this way that Keras lacks. The pooling that these layers represent takes the view
 * over.
 */
export interface View<S extends Source = Source> {
  /** The map that it was made from. */
  readonly of: S
  readonly rows: AxisView
  readonly columns: AxisView
}

export const wholeView = <S extends Source>(of: S): View<S> => ({
  of,
  rows: wholeAxis(of.shape[0] ?? 0),
  columns: wholeAxis(of.shape[1] ?? 0),
})

/** [height, width, channels] of the view. */
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
 * Maps below each other (axis 0) or side by side, each with several possible views. The result is
 * one view for each map from which all of them are made.
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

/** Means over windows without padding; undefined if a view can't represent them. */
export function average<S extends Source>(
  view: View<S>,
  window: Pair,
  stride: Pair,
): View<S> | undefined {
  const rows = averageAxis(view.rows, window[0], stride[0])
  const columns = averageAxis(view.columns, window[1], stride[1])
  return rows && columns && { ...view, rows, columns }
}

/** How often the map's edges are repeated: above and below, left and right. */
export function repeatedEdges({ of, rows, columns }: View): readonly [Pair, Pair] | undefined {
  const vertical = repeatedEnds(rows, of.shape[0] ?? 0)
  const horizontal = repeatedEnds(columns, of.shape[1] ?? 0)
  return vertical && horizontal && [vertical, horizontal]
}

/** A map that goes on beyond its edges with its own cells, in one of two ways. */
export function continuedEdges(
  view: View,
): { readonly mode: Continuation; readonly padding: readonly [Pair, Pair] } | undefined {
  const repeated = repeatedEdges(view)
  if (repeated) return { mode: 'replicate', padding: repeated }
  const { of, rows, columns } = view
  const vertical = mirroredEnds(rows, of.shape[0] ?? 0)
  const horizontal = mirroredEnds(columns, of.shape[1] ?? 0)
  return vertical && horizontal && { mode: 'reflect', padding: [vertical, horizontal] }
}

/** How many rows and columns of the map are cut off. */
export function cutEdges({ of, rows, columns }: View): readonly [Pair, Pair] | undefined {
  const vertical = cutEnds(rows, of.shape[0] ?? 0)
  const horizontal = cutEnds(columns, of.shape[1] ?? 0)
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
