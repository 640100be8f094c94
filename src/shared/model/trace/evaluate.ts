import type { Arithmetic } from './arithmetic'
import { FUNCTIONS } from './functions'
import { momentsOf, normalised, responseOf } from './normalised'

/** Value of a unit of the layer's input number `input`. */
export type ValueOf = (input: number, row: number, column: number, channel: number) => number

export interface Evaluated {
  readonly value: number
  /** The values of the terms, group after group, in the order of the arithmetic. */
  readonly values: Float64Array
  /** Which of the values the maximum is: the first of equal ones; nothing for other arithmetic. */
  readonly winner?: number
}

/**
 * Computes a unit from its terms, in double precision and in the order in which they are written.
 */
export function evaluate(arithmetic: Arithmetic, valueOf: ValueOf): Evaluated {
  const { terms } = arithmetic
  const count = terms.reduce((sum, { units }) => sum + units.length / 3, 0)
  const values = new Float64Array(count)
  const products = new Float64Array(count)
  let at = 0
  for (const { input, units, weights } of terms) {
    for (let n = 0; n < units.length / 3; n += 1, at += 1) {
      const value = valueOf(input, units[3 * n] ?? 0, units[3 * n + 1] ?? 0, units[3 * n + 2] ?? 0)
      values[at] = value
      products[at] = weights ? value * (weights[n] ?? NaN) : value
    }
  }
  switch (arithmetic.combine) {
    case 'sum':
      return { value: products.reduce((sum, product) => sum + product, arithmetic.bias), values }
    case 'max': {
      const winner = values.reduce(
        (best, value, n) => (value > (values[best] ?? -Infinity) ? n : best),
        0,
      )
      return { value: values[winner] ?? NaN, values, winner }
    }
    case 'product':
      return { value: values.reduce((product, value) => product * value, 1), values }
    case 'function':
      return { value: FUNCTIONS[arithmetic.function](values[0] ?? NaN, arithmetic.number), values }
    case 'softmax': {
      // Less the largest, which changes nothing and keeps the powers finite.
      const largest = Math.max(...values)
      const powers = values.map((value) => Math.exp(value - largest))
      return {
        value: (powers[arithmetic.own] ?? NaN) / powers.reduce((sum, power) => sum + power, 0),
        values,
      }
    }
    case 'normalise': {
      const { own, epsilon, factor, bias } = arithmetic
      return {
        value: normalised(values[own] ?? NaN, momentsOf(values, epsilon), factor, bias),
        values,
      }
    }
    case 'response':
      return { value: (values[arithmetic.own] ?? NaN) / responseOf(values, arithmetic), values }
  }
}

/** Reads an array of [height, width, channels] or [units] at a place. */
export function reader(
  shape: readonly number[],
  data: ArrayLike<number>,
): (row: number, column: number, channel: number) => number {
  const [, width = 1, channels = 1] = shape.length === 1 ? [1, 1, shape[0]] : shape
  return (row, column, channel) => data[(row * width + column) * channels + channel] ?? NaN
}
