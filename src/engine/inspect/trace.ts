import { AppError, phrase } from '@shared/errors'
import type { UnitTrace } from '@shared/contract/fields'
import { unitCells } from '@shared/model/field/unit-field'
import { layerAt } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import { arithmeticOf } from '@shared/model/trace'
import type { Arithmetic } from '@shared/model/trace/arithmetic'
import type { UnitPlace } from '@shared/math/unit'
import { evaluate, reader } from '@shared/model/trace/evaluate'
import { computed, fromPixels, type FromPixels } from '@shared/model/trace/from-pixels'
import { normalise } from '../pictures'
import { nextTurn, type Work } from '../work/work'
import type { KeptPass } from './pass'

/**
 * The most multiplications in plain loops that a window computes without a request by the user.
 * They take about a tenth of a second, and are enough for all small networks.
 */
const USUAL_PRODUCTS = 10_000_000
/** Milliseconds between two turns for other work. */
const SLICE_MS = 20

/**
 * The arithmetic of one unit of a pass: its terms with the engine's values, and its value
 * recomputed in plain loops, once from the terms and once from the pixels.
 * @param most multiplications for the value from the pixels, which is left out if it needs more
 * @throws AppError `not-found`, `invalid-argument` naming the valid ones
 */
export function traceUnit(
  pass: KeptPass,
  layer: string,
  unit: UnitPlace,
  most = USUAL_PRODUCTS,
): UnitTrace {
  const { model, weights, normalisation, silenced } = pass.loaded
  const [row, column, channel] = unit
  unitCells(model, layer, { row, column, channel })
  const resolved = layerAt(model, layer)
  const output = pass.outputs.get(layer)
  if (!resolved || !output)
    throw new AppError(
      'invalid-argument',
      phrase`The input is the picture itself and has no arithmetic. Choose a layer.`,
      { layer },
    )
  const input = normalise(pass.input.data, model.inputShape[2] ?? 1, normalisation)
  const read = resolved.inputs.map((id) =>
    id === INPUT_ID
      ? reader(model.inputShape, input)
      : reader(pass.outputs.get(id)?.shape ?? [], pass.outputs.get(id)?.data ?? []),
  )
  const arithmetic = arithmeticOf(resolved, weights, unit, silenced)
  const path = fromPixels(model, weights, input, layer, unit, silenced)
  const {
    value: recomputed,
    values,
    winner,
  } = evaluate(arithmetic, (from, ...place) => read[from]?.(...place) ?? NaN)
  return {
    layer,
    kind: resolved.layer.kind,
    unit: { row, column, channel },
    value: reader(output.shape, output.data)(row, column, channel),
    recomputed,
    fromPixels: path.products > most ? null : computed(path),
    products: path.products,
    combine: arithmetic.combine,
    function: arithmetic.combine === 'function' ? arithmetic.function : null,
    bias: 'bias' in arithmetic ? arithmetic.bias : null,
    factor: 'factor' in arithmetic ? arithmetic.factor : null,
    winner: winner ?? ('own' in arithmetic ? arithmetic.own : null),
    padding: arithmetic.padding,
    groups: termGroups(arithmetic, values, resolved.inputs),
  }
}

/** The terms of each input, with their values, which `values` has one after the other. */
function termGroups(
  { terms }: Arithmetic,
  values: Float64Array,
  inputs: readonly string[],
): UnitTrace['groups'] {
  let at = 0
  return terms.map(({ input, units, weights }) => {
    const part = Float32Array.from(values.subarray(at, at + units.length / 3))
    at += units.length / 3
    return { source: inputs[input] ?? INPUT_ID, units, values: part, weights: weights ?? null }
  })
}

const pathFromPixels = (
  { loaded: { model, weights, normalisation, silenced }, input }: KeptPass,
  layer: string,
  unit: UnitPlace,
): FromPixels =>
  fromPixels(
    model,
    weights,
    normalise(input.data, model.inputShape[2] ?? 1, normalisation),
    layer,
    unit,
    silenced,
  )

/**
 * The unit's value computed from the pixels, with any number of multiplications. It is done in
 * slices, so that other questions are answered in between; progress counts multiplications.
 * @throws AppError `cancelled`, and as `traceUnit`
 */
export async function traceFromPixels(
  pass: KeptPass,
  layer: string,
  unit: UnitPlace,
  work: (total: number) => Work<number>,
): Promise<number> {
  const path = pathFromPixels(pass, layer, unit)
  const { signal, onProgress } = work(path.products)
  await nextTurn(signal)
  const steps = path.run()
  for (let until = performance.now() + SLICE_MS; ;) {
    const { done, value } = steps.next()
    if (done === true) return value
    if (performance.now() < until) continue
    onProgress?.(value)
    await nextTurn(signal)
    until = performance.now() + SLICE_MS
  }
}
