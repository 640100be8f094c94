import type { ExplicitPadding, Pair } from '@shared/math/geometry'

/** What part of a grid is on the screen, in device pixels. */
export interface Viewport {
  readonly zoom: number
  readonly ratio: number
  readonly scroll: readonly [x: number, y: number]
  readonly extent: readonly [width: number, height: number]
}

/** A cell of a grid; in the padding its row or column is negative or past the end. */
export interface Cell {
  readonly row: number
  readonly column: number
}

/** Rows × columns with padding around, `zoom` CSS pixels a cell. */
export interface GridGeometry {
  readonly size: Pair
  readonly padding: ExplicitPadding
  readonly zoom: number
}

export const NO_PADDING: ExplicitPadding = [
  [0, 0],
  [0, 0],
]

/** Cells of the grid with its padding: [down, across]. */
export const paddedSize = ({ size, padding }: Pick<GridGeometry, 'size' | 'padding'>): Pair => [
  size[0] + padding[0][0] + padding[0][1],
  size[1] + padding[1][0] + padding[1][1],
]

/** The cell at a place of the drawing in CSS pixels, or `undefined` outside it. */
export function cellAt(geometry: GridGeometry, x: number, y: number): Cell | undefined {
  const [down, across] = paddedSize(geometry)
  const [row, column] = [Math.floor(y / geometry.zoom), Math.floor(x / geometry.zoom)]
  if (row < 0 || column < 0 || row >= down || column >= across) return undefined
  return { row: row - geometry.padding[0][0], column: column - geometry.padding[1][0] }
}

/** Left and top of a cell in CSS pixels. */
export const placeOf = (
  { padding, zoom }: GridGeometry,
  { row, column }: Cell,
): { x: number; y: number } => ({
  x: (column + padding[1][0]) * zoom,
  y: (row + padding[0][0]) * zoom,
})

export const isInside = ({ size }: Pick<GridGeometry, 'size'>, { row, column }: Cell): boolean =>
  row >= 0 && column >= 0 && row < size[0] && column < size[1]

/** The cell so many steps away, held inside the grid and its padding. */
export function walk(
  { size, padding }: GridGeometry,
  { row, column }: Cell,
  [down, across]: Pair,
): Cell {
  const clamp = (value: number, axis: 0 | 1): number =>
    Math.min(size[axis] + padding[axis][1] - 1, Math.max(0 - padding[axis][0], value))
  return { row: clamp(row + down, 0), column: clamp(column + across, 1) }
}

/** The cells on the straight line between two, without the first: a quick stroke has no holes. */
export function line(from: Cell, to: Cell): readonly Cell[] {
  const steps = Math.max(Math.abs(to.row - from.row), Math.abs(to.column - from.column))
  return Array.from({ length: steps }, (_, step) => {
    const t = (step + 1) / steps
    return {
      row: Math.round(from.row + t * (to.row - from.row)),
      column: Math.round(from.column + t * (to.column - from.column)),
    }
  })
}

/**
 * The largest zoom at which so many cells fit into so many pixels: whole pixels from 1 on, at most
 * `most`.
 */
export function fitZoom(cells: number, pixels: number, most: number): number {
  const zoom = Math.min(most, pixels / Math.max(1, cells))
  return zoom >= 1 ? Math.floor(zoom) : Math.max(0.05, zoom)
}
