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

/** A value in at most so many characters, as people write it. */
export const cellText = (value: number, characters: number): string =>
  shortest(value, characters).replaceAll('-', '−')

/**
 * A value in at most so many characters, with as many digits as fit, as a number field takes it; ''
 * where not even one fits.
 */
export function shortest(value: number, characters: number): string {
  const whole = String(value === 0 ? 0 : value)
  if (Number.isInteger(value) && whole.length <= characters) return whole
  for (let digits = 4; digits >= 2; digits--) {
    const text = String(Number(value.toPrecision(digits)))
    if (text.length <= characters && !text.includes('e')) return text
  }
  for (let digits = 4; digits >= 1; digits--) {
    const exact = Number(value.toPrecision(digits))
    const plain = String(exact).replace(/^(-?)0\./, '$1.')
    const text =
      plain.includes('e') || plain.length > characters
        ? exact.toExponential().replace('e+', 'e')
        : plain
    if (text.length <= characters) return text
  }
  return ''
}
