import { cellsIn, extentOf, type Cells } from '../../math/field/cells'
import { members } from '../../math/field/intervals'
import type { Pair } from '../../math/geometry'
import { unitCells } from '../field/unit-field'
import { cellsBehind, type CellsByLayer } from '../field/walk'
import { shapeAt, type ResolvedLayer, type ResolvedModel } from '../resolve'
import { INPUT_ID } from '../spec'
import type { NamedArrays, Silenced } from '../weights'
import { arithmeticOf, traceOf, weightOf } from '.'
import { middleOf, placeOf, type UnitPlace } from '../../math/unit'
import { evaluate, reader, type ValueOf } from './evaluate'
import type { Sums, ValueAt } from './layer-trace'

/** The most terms that all units of some cells have together. */
function productsOf(model: ResolvedModel, weights: NamedArrays, cells: CellsByLayer): number {
  return model.layers.reduce((sum, resolved) => {
    const count = cellsIn(cells.get(resolved.layer.id) ?? [])
    if (count === 0) return sum
    return sum + count * productsOfUnit(resolved, weights)
  }, 0)
}

/** The most products that a unit of a layer takes beside its neighbours. */
function productsOfUnit(resolved: ResolvedLayer, weights: NamedArrays): number {
  const { quick } = traceOf(resolved.layer)
  if (quick && 'values' in quick) return resolved.inputs.length
  // None of the middle unit's terms is in the padding, so no other unit has more.
  const middle = placeOf(middleOf(resolved.outputShape))
  return arithmeticOf(resolved, weights, middle).terms.reduce(
    (terms, { units }) => terms + units.length / 3,
    0,
  )
}

/** A unit that is computed from the pixels up. */
export interface FromPixels {
  /** Multiplications that it takes. */
  readonly products: number
  /**
   * Computes layer after layer and yields the number of finished multiplications in between;
   * returns the value.
   */
  readonly run: () => Generator<number, number>
}

/**
 * A unit from the pixels up: every unit that it depends on, layer by layer, in plain loops and
 * double precision.
 * @param input the network's input as it is fed, [height, width, channels]
 * @throws AppError as `unitCells`
 */
export function fromPixels(
  model: ResolvedModel,
  weights: NamedArrays,
  input: Float32Array,
  layer: string,
  unit: UnitPlace,
  silenced?: Silenced,
): FromPixels {
  const [row, column, channel] = unit
  const behind = cellsBehind(model, layer, unitCells(model, layer, { row, column, channel }))
  return {
    products: productsOf(model, weights, behind),
    run: () =>
      unitsFrom(
        { model, weights, silenced, values: new Map([[INPUT_ID, input]]) },
        behind,
        layer,
        unit,
      ),
  }
}

/** The value of `fromPixels`, without a break. */
export function computed({ run }: FromPixels): number {
  const steps = run()
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

interface Passage {
  readonly weights: NamedArrays
  readonly silenced: Silenced | undefined
  /**
   * Values of the network's input and of the layers before, by id; NaN for a cell that is not
   * needed.
   */
  readonly values: Map<string, Float32Array | Float64Array>
  readonly model: ResolvedModel
}

function* unitsFrom(
  passage: Passage,
  behind: CellsByLayer,
  layer: string,
  [row, column, channel]: UnitPlace,
): Generator<number, number> {
  const { model, values } = passage
  let products = 0
  for (const resolved of model.layers) {
    const cells = behind.get(resolved.layer.id)
    if (!cells) continue
    const data = new Float64Array(resolved.outputShape.reduce((product, n) => product * n, 1)).fill(
      NaN,
    )
    for (const done of computeLayer(passage, resolved, cells, data)) yield (products += done)
    for (const off of passage.silenced?.get(resolved.layer.id) ?? []) silence(data, resolved, off)
    values.set(resolved.layer.id, data)
  }
  return reader(shapeAt(model, layer) ?? [], values.get(layer) ?? [])(row, column, channel)
}

/**
 * Computes some cells of a layer in the fastest way for its kind; yields the number of products of
 * each step.
 */
function computeLayer(
  passage: Passage,
  resolved: ResolvedLayer,
  cells: Cells,
  data: Float64Array,
): Generator<number> {
  const { layer } = resolved
  const weight = weightOf(passage.weights, layer.id)
  const inputs = resolved.inputs.map((id) => passage.values.get(id) ?? new Float64Array())
  const { quick } = traceOf(layer)
  if (!quick) return oneByOne(passage, resolved, cells, data)
  const call = { layer, resolved, weight, inputs }
  return 'sums' in quick
    ? atOnce(quick.sums(call), resolved, cells, data)
    : inPlace(quick.values(call), resolved, cells, data)
}

/** The most products between two yields to other work. */
const SLICE_PRODUCTS = 1_000_000

/** Every cell of a layer of sums. */
function* atOnce(
  { terms, at }: Sums,
  { outputShape }: ResolvedLayer,
  cells: Cells,
  data: Float64Array,
): Generator<number> {
  const [, width, channels] = extentOf(outputShape)
  const block = Math.max(1, Math.floor(SLICE_PRODUCTS / terms))
  for (const [row, column, runs] of places(cells)) {
    const start = (row * width + column) * channels
    for (const [first, last] of runs) {
      for (let from = first; from <= last; from += block) {
        const to = Math.min(last, from + block - 1)
        yield at([row, column], [from, to], data.subarray(start + from, start + to + 1))
      }
    }
  }
}

/** Every cell of a pointwise layer. */
function* inPlace(
  valueAt: ValueAt,
  { outputShape, inputs }: ResolvedLayer,
  cells: Cells,
  data: Float64Array,
): Generator<number> {
  const [, width, channels] = extentOf(outputShape)
  for (const [row, column, runs] of places(cells)) {
    const start = (row * width + column) * channels
    for (const [first, last] of runs) {
      for (let at = start + first; at <= start + last; at += 1) data[at] = valueAt(at)
      yield (last - first + 1) * inputs.length
    }
  }
}

/** Every cell of any other layer, by its arithmetic. */
function* oneByOne(
  { model, weights, values, silenced }: Passage,
  resolved: ResolvedLayer,
  cells: Cells,
  data: Float64Array,
): Generator<number> {
  const [, width, channels] = extentOf(resolved.outputShape)
  const sources = resolved.inputs.map((id) =>
    reader(shapeAt(model, id) ?? [], values.get(id) ?? []),
  )
  const read: ValueOf = (from, ...place) => sources[from]?.(...place) ?? NaN
  for (const [row, column, runs] of places(cells)) {
    for (const channel of members(runs)) {
      const { value, values: terms } = evaluate(
        arithmeticOf(resolved, weights, [row, column, channel], silenced),
        read,
      )
      data[(row * width + column) * channels + channel] = value
      yield terms.length
    }
  }
}

/** A channel that is switched off is 0 everywhere. */
function silence(data: Float64Array, { outputShape }: ResolvedLayer, channel: number): void {
  const [, , channels] = extentOf(outputShape)
  for (let at = channel; at < data.length; at += channels) if (!Number.isNaN(data[at])) data[at] = 0
}

/** Every place of some cells with the runs of channels there. */
function* places(
  cells: Cells,
): Generator<readonly [row: number, column: number, channels: readonly Pair[]]> {
  for (const { keys, value } of cells) {
    for (const { keys: rows, value: columns } of value) {
      for (const row of members(rows))
        for (const column of members(columns)) yield [row, column, keys]
    }
  }
}
