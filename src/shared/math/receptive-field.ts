import type { Pair } from './geometry'

/**
 * The receptive field of a layer on one axis: output unit u sees the input cells start + u·stride …
 * start + u·stride + size − 1. Negative cells and cells past the end are in the padding. Source:
 * Araujo, Norris, Sim, "Computing Receptive Fields of Convolutional Neural Networks", Distill 2019.
 */
export interface AxisField {
  readonly size: number
  readonly stride: number
  readonly start: number
}

/** Vertical and horizontal field of a layer's units on the network's input. */
export interface ReceptiveField {
  readonly size: Pair
  readonly stride: Pair
  readonly start: Pair
}

/**
 * The facts about a layer on both axes that the field arithmetic needs: extent k' of the (dilated)
 * kernel, stride, leading padding, all in cells of the layer's input. A layer that enlarges its map
 * s times has the stride 1/s; its kernel, whose cells are between those of the map then, has the
 * extent (k' − 1)/s + 1.
 */
export interface FieldStep {
  readonly kernel: Pair
  readonly stride: Pair
  readonly padding: Pair
  /** `false` where not every unit sees all of its box, or where a box covers several shapes. */
  readonly aligned?: false
}

/** The network's input sees itself. */
export const INPUT_FIELD = {
  size: [1, 1],
  stride: [1, 1],
  start: [0, 0],
  aligned: true,
} as const satisfies LayerField

/**
 * Field after one more layer: r ← r + (k' − 1)·S, start ← start − p·S, S ← S·s. Through a stride of
 * 1/s size and start are fractions, and units see the whole cells in between: not equally many,
 * so the field is no longer aligned.
 */
export function extendField(field: LayerField, step: FieldStep): LayerField {
  const axis = (i: 0 | 1): AxisField => ({
    size: settled(field.size[i] + (step.kernel[i] - 1) * field.stride[i]),
    start: settled(field.start[i] - step.padding[i] * field.stride[i]),
    stride: settled(field.stride[i] * step.stride[i]),
  })
  const [v, h] = [axis(0), axis(1)]
  return {
    size: [v.size, h.size],
    stride: [v.stride, h.stride],
    start: [v.start, h.start],
    aligned: field.aligned && step.aligned !== false && step.stride.every(Number.isInteger),
  }
}

const ROUNDING = 1e-9
/** A whole number where rounding alone keeps it from being one: 49 · (1/49). */
function settled(value: number): number {
  const whole = Math.round(value)
  return Math.abs(value - whole) < ROUNDING ? unsigned(whole) : value
}
/** 0 for −0. */
const unsigned = (value: number): number => value || 0

/** Both numbers with at most three decimals, for people. */
export const thousandths = ([a, b]: Pair): Pair => [
  Math.round(a * 1000) / 1000,
  Math.round(b * 1000) / 1000,
]

/**
 * The field of a layer that may follow branches or enlarged maps. Where it is not aligned, it is a
 * box around all that a unit sees: no unit sees beyond it, and the exact cells inside differ from
 * unit to unit.
 */
export interface LayerField extends ReceptiveField {
  readonly aligned: boolean
}

/** Centre of the first unit's field, in input cells; between two cells where the size is even. */
export const fieldCenter = ({ start, size }: ReceptiveField): Pair => [
  start[0] + (size[0] - 1) / 2,
  start[1] + (size[1] - 1) / 2,
]

/**
 * Field where paths meet (add, concat): the union. Aligned only if every path has the same stride
 * and the same centre; then it is the largest field.
 * @param units [height, width] of the map: on an axis of one unit the strides have no meaning
 * @returns null where the strides differ: no box then moves with the units
 */
export function mergeFields(
  fields: readonly (LayerField | null)[],
  units: Pair,
): LayerField | null {
  return fields.reduce((merged, field) => {
    if (!merged || !field) return null
    const axis = (
      i: 0 | 1,
    ): AxisField & { readonly regular: boolean; readonly centred: boolean } => {
      const [a, b] = [merged, field].map(
        ({ start, size }) => [start[i], start[i] + size[i] - 1] as const,
      ) as [Pair, Pair]
      const start = Math.min(a[0], b[0])
      return {
        start,
        size: Math.max(a[1], b[1]) - start + 1,
        stride: merged.stride[i],
        regular: units[i] === 1 || merged.stride[i] === field.stride[i],
        centred: a[0] + a[1] === b[0] + b[1],
      }
    }
    const [v, h] = [axis(0), axis(1)]
    if (!v.regular || !h.regular) return null
    const aligned = merged.aligned && field.aligned && v.centred && h.centred
    return { size: [v.size, h.size], stride: merged.stride, start: [v.start, h.start], aligned }
  })
}

/**
 * Input cells that unit `unit` sees on each axis, first and last included, before clipping to the
 * picture; the last comes before the first where it sees none.
 */
export function fieldOfUnit(field: ReceptiveField, unit: Pair): { rows: Pair; columns: Pair } {
  const span = (i: 0 | 1): Pair => {
    const first = field.start[i] + unit[i] * field.stride[i]
    const last = first + field.size[i] - 1
    return [unsigned(Math.ceil(settled(first))), unsigned(Math.floor(settled(last)))]
  }
  return { rows: span(0), columns: span(1) }
}

/** Height and width of a box of rows and columns, the last ones included. */
export const sizeOf = ({
  rows,
  columns,
}: {
  readonly rows: Pair
  readonly columns: Pair
}): Pair => [rows[1] - rows[0] + 1, columns[1] - columns[0] + 1]
