import type { Pair } from '../../math/geometry'
import type { ReceptiveField } from '../../math/receptive-field'
import type { Shape } from '../../layers/definition'

const axes = [0, 1] as const

/** Rows or columns of the picture that unit `unit` of an axis sees. */
function seen(field: ReceptiveField, axis: 0 | 1, unit: number, length: number): number {
  const first = field.start[axis] + unit * field.stride[axis]
  return Math.max(0, Math.min(length - 1, first + field.size[axis] - 1) - Math.max(0, first) + 1)
}

/** Whether each unit of the map, the corners too, sees the whole picture. */
export const everyUnitSeesAll = (field: ReceptiveField, map: Shape, input: Pair): boolean =>
  axes.every(
    (axis) =>
      seen(field, axis, 0, input[axis]) >= input[axis] &&
      seen(field, axis, (map[axis] ?? 1) - 1, input[axis]) >= input[axis],
  )

/** The share of a corner unit's field that lies in the padding, 0…1. */
export function overhang(field: ReceptiveField, input: Pair): number {
  const inside = axes.reduce<number>(
    (product, axis) => product * seen(field, axis, 0, input[axis]),
    1,
  )
  return 1 - inside / (field.size[0] * field.size[1])
}
