import { separable, type Connection } from '../math/field/connections'
import { unite, type Intervals } from '../math/field/intervals'
import type { AxisTaps } from '../math/resample'

/** The cells that each cell of an axis reads, as sets. */
const listsOf = ({ length, of }: AxisTaps): readonly Intervals[] =>
  Array.from({ length }, (_, unit) => unite(of(unit).map(([cell]) => [cell, cell] as const)))

/** How a layer is connected whose rows and columns are resampled by themselves. */
export const tapConnections = ([rows, columns]: readonly [AxisTaps, AxisTaps]): Connection =>
  separable(listsOf(rows), listsOf(columns))
