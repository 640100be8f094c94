import { isVector, type Maps, type Unit } from '@renderer/maps/units'

/** One map, or a whole vector in lines, as a plain grid of cells. */
export interface CellGrid {
  readonly rows: number
  readonly columns: number
  unitAt(row: number, column: number): Unit | null
  placeOf(unit: Unit): readonly [row: number, column: number]
}

const LINE = 16

/** The cells of a map, or of a vector in lines of 16. */
export function cellGrid(maps: Maps, channel: number): CellGrid {
  if (!isVector(maps)) {
    return {
      rows: maps.height,
      columns: maps.width,
      unitAt: (row, column) =>
        row >= 0 && column >= 0 && row < maps.height && column < maps.width
          ? { row, column, channel }
          : null,
      placeOf: (unit) => [unit.row, unit.column],
    }
  }
  const columns = Math.min(LINE, maps.count)
  return {
    rows: Math.ceil(maps.count / columns),
    columns,
    unitAt(row, column) {
      const unit = row * columns + column
      return row >= 0 && column >= 0 && column < columns && unit < maps.count
        ? { row: 0, column: 0, channel: unit }
        : null
    },
    placeOf: (unit) => [Math.floor(unit.channel / columns), unit.channel % columns],
  }
}
