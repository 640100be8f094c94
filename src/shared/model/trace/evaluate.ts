import { cellsIn, type Cells } from '../../math/field/cells'
import { members } from '../../math/field/intervals'
import { unitCells } from '../field/unit-field'
import { cellsBehind, type CellsByLayer } from '../field/walk'
import type { ResolvedModel } from '../resolve'
import { INPUT_ID } from '../spec'
import type { NamedArrays, Silenced } from '../weights'
import { arithmeticOf } from '.'
import { FUNCTIONS } from './activation'
import type { Arithmetic, UnitPlace } from './arithmetic'

/** Value of a unit of the layer's input number `input`. */
type ValueOf = (input: number, row: number, column: number, channel: number) => number

export interface Evaluated {
  readonly value: number
  /** The values of the terms, group after group, in the order of the arithmetic. */
  readonly values: Float64Array
  /** Which of the values the maximum is: the first of equal ones; nothing for other arithmetic. */
  readonly winner?: number
}

/** Computes a unit from its terms, in double precision and in the order in which they are written. */
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
      const winner = values.reduce((best, value, n) => (value > (values[best] ?? -Infinity) ? n : best), 0)
      return { value: values[winner] ?? NaN, values, winner }
    }
    case 'function':
      return { value: FUNCTIONS[arithmetic.function](values[0] ?? NaN), values }
    case 'softmax': {
      // Less the largest, which changes nothing and keeps the powers finite.
      const largest = Math.max(...values)
      const powers = values.map((value) => Math.exp(value - largest))
      return { value: (powers[arithmetic.own] ?? NaN) / powers.reduce((sum, power) => sum + power, 0), values }
    }
  }
}

/** The unit in the middle of a layer's map: none of its terms lies in the padding, so no other unit has more. */
function middleOf({ outputShape }: ResolvedModel['layers'][number]): UnitPlace {
  const [rows, columns] = outputShape.length === 3 ? outputShape : [1, 1]
  return [Math.floor((rows ?? 1) / 2), Math.floor((columns ?? 1) / 2), 0]
}

/** How many terms all units of some cells have together, at most. */
function productsOf(model: ResolvedModel, weights: NamedArrays, cells: CellsByLayer): number {
  return model.layers.reduce((sum, resolved) => {
    const count = cellsIn(cells.get(resolved.layer.id) ?? [])
    if (count === 0) return sum
    return sum + count * arithmeticOf(resolved, weights, middleOf(resolved)).terms.reduce((terms, { units }) => terms + units.length / 3, 0)
  }, 0)
}

/** Every cell, one by one. */
function* each(cells: Cells): Generator<UnitPlace> {
  for (const { keys, value } of cells) {
    for (const channel of members(keys)) {
      for (const { keys: rows, value: columns } of value) {
        for (const row of members(rows)) for (const column of members(columns)) yield [row, column, channel]
      }
    }
  }
}

/** A unit that is computed from the pixels up. */
export interface FromPixels {
  /** Multiplications that it takes. */
  readonly products: number
  /** Computes unit after unit and says in between how many of the multiplications are done; returns the value. */
  readonly run: () => Generator<number, number>
}

/**
 * A unit from the pixels up: every unit that it depends on, layer by layer, in plain loops and double precision.
 * @param input the network's input as it is fed, [height, width, channels]
 * @throws AppError as `unitCells`
 */
export function fromPixels(model: ResolvedModel, weights: NamedArrays, input: Float32Array, layer: string, unit: UnitPlace, silenced?: Silenced): FromPixels {
  const [row, column, channel] = unit
  const behind = cellsBehind(model, layer, unitCells(model, layer, { row, column, channel }))
  return { products: productsOf(model, weights, behind), run: () => unitsFrom({ model, weights, input, behind, silenced }, layer, unit) }
}

/** The value of `fromPixels`, in one go. */
export function computed({ run }: FromPixels): number {
  const steps = run()
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

interface Passage {
  readonly model: ResolvedModel
  readonly weights: NamedArrays
  readonly input: Float32Array
  /** Everything that the unit depends on. */
  readonly behind: CellsByLayer
  readonly silenced: Silenced | undefined
}

function* unitsFrom({ model, weights, input, behind, silenced }: Passage, layer: string, [row, column, channel]: UnitPlace): Generator<number, number> {
  const values = new Map<string, (row: number, column: number, channel: number) => number>([[INPUT_ID, reader(model.inputShape, input)]])
  let products = 0
  for (const resolved of model.layers) {
    const cells = behind.get(resolved.layer.id)
    if (!cells) continue
    const [, width = 1, channels = 1] = resolved.outputShape.length === 3 ? resolved.outputShape : [1, 1, resolved.outputShape[0]]
    const data = new Float64Array(resolved.outputShape.reduce((product, n) => product * n, 1)).fill(NaN)
    const sources = resolved.inputs.map((id) => values.get(id))
    const read: ValueOf = (from, y, x, c) => sources[from]?.(y, x, c) ?? NaN
    for (const unit of each(cells)) {
      const { value, values: terms } = evaluate(arithmeticOf(resolved, weights, unit, silenced), read)
      data[(unit[0] * width + unit[1]) * channels + unit[2]] = value
      products += terms.length
      yield products
    }
    values.set(resolved.layer.id, reader(resolved.outputShape, data))
  }
  return values.get(layer)?.(row, column, channel) ?? NaN
}

/** Reads an array of [height, width, channels] or [units] at a place. */
export function reader(shape: readonly number[], data: ArrayLike<number>): (row: number, column: number, channel: number) => number {
  const [, width = 1, channels = 1] = shape.length === 1 ? [1, 1, shape[0]] : shape
  return (row, column, channel) => data[(row * width + column) * channels + channel] ?? NaN
}
