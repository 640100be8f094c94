import type { Cell } from '@renderer/visualisations/grid/geometry'
import { readCells } from './text'

type Grid = readonly (readonly number[])[]

/** The grid with what was typed in one of its cells; the same grid where that is no number. */
export function withTyped(grid: Grid, { row, column }: Cell, text: string): Grid {
  const value = readCells(text)
  return value === undefined
    ? grid
    : grid.map((line, i) => (i === row ? line.map((old, j) => (j === column ? value : old)) : line))
}

/** A number for a formula: short. */
export const texNumber = (value: number, digits = 4): string =>
  String(Number(value.toPrecision(digits)))

/** 61706 → 61{,}706, as TeX sets it. */
export const texInteger = (value: number): string =>
  value >= 1e15 ? texPower(value) : String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '{,}')
/** 1.2e13 → 1.2·10^13. */
function texPower(value: number): string {
  const power = Math.floor(Math.log10(value))
  return `${texNumber(value / 10 ** power, 3)}\\cdot10^{${power}}`
}
