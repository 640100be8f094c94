import { elements, type Shape } from '@shared/layers/definition'
import type { View } from './view'

/** The output of one of our layers, and how the file lays it out. */
export interface Tensor {
  readonly kind: 'tensor'
  readonly id: string
  /** [height, width, channels] or [units]. */
  readonly shape: Shape
  readonly view: View
}

/** Real numbers that are the same for every picture. */
export interface Floats {
  readonly kind: 'floats'
  readonly shape: Shape
  readonly data: Float32Array
}

/** A length of an axis; that of the batch is not known. */
export type Whole = number | 'batch'

/** Whole numbers, as shapes are written. */
export interface Wholes {
  readonly kind: 'wholes'
  readonly shape: Shape
  readonly data: readonly Whole[]
}

/** erf(x / √2), plus and times what has been met so far of x/2 · (1 + erf(x / √2)). */
export interface ErrorFunction {
  readonly kind: 'erf'
  readonly of: Tensor
  readonly isShifted: boolean
  readonly factor: number
  readonly timesInput: boolean
}

/** The output of an operator that can't be taken; what reads it is not looked at. */
export interface Refused {
  readonly kind: 'refused'
}

export type Value = Tensor | Floats | Wholes | ErrorFunction | Refused

export const REFUSED: Refused = { kind: 'refused' }

export const floats = (shape: Shape, data: Float32Array): Floats => ({
  kind: 'floats',
  shape,
  data,
})
export const wholes = (data: readonly Whole[], shape: Shape = [data.length]): Wholes => ({
  kind: 'wholes',
  shape,
  data,
})

/** The one number of a constant. */
export function scalarOf(value: Value | undefined): number | undefined {
  if (value?.kind !== 'floats' && value?.kind !== 'wholes') return undefined
  const [only] = value.data
  return elements(value.shape) === 1 && typeof only === 'number' ? only : undefined
}
