/**
 * From this zoom (CSS pixels a cell) on a hairline lies between cells, and from this one on values
 * stand in them.
 */
export const GRID_ZOOM = 12
export const NUMBER_ZOOM = 28

/** First and last (excluded) cell that a window of the screen shows on one axis. */
export const visibleCells = (
  scroll: number,
  extent: number,
  zoom: number,
  count: number,
): readonly [number, number] => [
  Math.max(0, Math.floor(scroll / zoom)),
  Math.min(count, Math.ceil((scroll + extent) / zoom)),
]
