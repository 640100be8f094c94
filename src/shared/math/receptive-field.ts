import type { Pair } from './geometry'

/**
 * The receptive field of a layer on one axis: output unit u sees the input cells start + u·stride …
 * start + u·stride + size − 1. Negative cells and cells past the end lie in the padding.
 * Source: Araujo, Norris, Sim, "Computing Receptive Fields of Convolutional Neural Networks", Distill 2019.
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

/** One layer on one axis, as the field arithmetic sees it: extent k' of the (dilated) kernel, stride, leading padding. */
export interface FieldStep {
  readonly kernel: Pair
  readonly stride: Pair
  readonly padding: Pair
}

/** The network's input sees itself. */
export const INPUT_FIELD: ReceptiveField = { size: [1, 1], stride: [1, 1], start: [0, 0] }

/** Field after one more layer: r ← r + (k' − 1)·S, start ← start − p·S, S ← S·s. */
export function extendField(field: ReceptiveField, step: FieldStep): ReceptiveField {
  const axis = (i: 0 | 1): AxisField => ({
    size: field.size[i] + (step.kernel[i] - 1) * field.stride[i],
    start: field.start[i] - step.padding[i] * field.stride[i],
    stride: field.stride[i] * step.stride[i],
  })
  const [v, h] = [axis(0), axis(1)]
  return { size: [v.size, h.size], stride: [v.stride, h.stride], start: [v.start, h.start] }
}

/** Whether two paths' fields stay in step: equal strides and equal centres. */
const aligned = (a: ReceptiveField, b: ReceptiveField): boolean =>
  ([0, 1] as const).every(
    (i) => a.stride[i] === b.stride[i] && 2 * a.start[i] + a.size[i] === 2 * b.start[i] + b.size[i],
  )

/**
 * Field where paths meet (add, concat): the union, which is the largest field, if all are aligned; `null` if they are
 * not, since the field then differs from unit to unit.
 */
export function mergeFields(fields: readonly (ReceptiveField | null)[]): ReceptiveField | null {
  return fields.reduce((merged, field) => {
    if (!merged || !field || !aligned(merged, field)) return null
    const axis = (i: 0 | 1): { size: number; start: number } =>
      merged.size[i] >= field.size[i]
        ? { size: merged.size[i], start: merged.start[i] }
        : { size: field.size[i], start: field.start[i] }
    const [v, h] = [axis(0), axis(1)]
    return { size: [v.size, h.size], stride: merged.stride, start: [v.start, h.start] }
  })
}

/** Input cells that unit `unit` sees on each axis, first and last included, before clipping to the picture. */
export function fieldOfUnit(field: ReceptiveField, unit: Pair): { rows: Pair; columns: Pair } {
  const span = (i: 0 | 1): Pair => {
    const first = field.start[i] + unit[i] * field.stride[i]
    return [first, first + field.size[i] - 1]
  }
  return { rows: span(0), columns: span(1) }
}
