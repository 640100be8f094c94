import { extentOf } from './field/cells'

/** A unit of a layer: row and column of a map; of a vector 0, 0 with the unit as channel. */
export interface Unit {
  readonly row: number
  readonly column: number
  readonly channel: number
}

/** The same as numbers in a row, for arithmetic over many units. */
export type UnitPlace = readonly [row: number, column: number, channel: number]

export const placeOf = ({ row, column, channel }: Unit): UnitPlace => [row, column, channel]

/** The unit in the middle of an output's first map; of a vector its first. */
export function middleOf(shape: readonly number[]): Unit {
  const [height, width] = extentOf(shape)
  return { row: Math.floor(height / 2), column: Math.floor(width / 2), channel: 0 }
}
