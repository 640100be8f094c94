import type { Phrase } from '@shared/errors'
import { elements, type Shape } from '@shared/layers/definition'
import type { Term } from './formula/term'
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

/** A part of a function or norm that the file writes out in several operators. */
export interface Formula {
  readonly kind: 'formula'
  readonly term: Term
  /** How what it reads is laid out. */
  readonly like: Tensor
  /** The operators that it consists of so far. */
  readonly nodes: readonly string[]
}

/** A layer's values for all pictures of a batch, one after the other. */
export interface Row {
  readonly kind: 'row'
  readonly of: Tensor
}

/** Places in such a row: `each` times the number of the picture, and `data` for every picture. */
export interface Places {
  readonly kind: 'places'
  readonly each: number
  /** The axis of the batch, which is 1 long in `shape`. */
  readonly axis: number
  readonly shape: Shape
  readonly data: readonly number[]
}

/** An array of numbers that can't be read, and why; only an operator that needs it is refused. */
export interface Unreadable {
  readonly kind: 'unreadable'
  readonly why: Phrase
}

/** The output of an operator that can't be taken; what reads it is not looked at. */
export interface Refused {
  readonly kind: 'refused'
}

export type Value = Tensor | Floats | Wholes | Formula | Row | Places | Unreadable | Refused

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
