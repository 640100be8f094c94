import { AppError, phrase } from '@shared/errors'
import type { UnitTrace } from '@shared/contract/fields'
import { unitCells } from '@shared/model/field/unit-field'
import { INPUT_ID } from '@shared/model/spec'
import { arithmeticOf } from '@shared/model/trace'
import type { UnitPlace } from '@shared/model/trace/arithmetic'
import { evaluate, fromPixels, reader } from '@shared/model/trace/evaluate'
import { normalise } from '../pictures'
import type { KeptPass } from './pass'

/** Multiplications in plain loops that a window waits for: about half a second, and enough for LeNet. */
const USUAL_PRODUCTS = 500_000

/**
 * The arithmetic of one unit of a pass: its terms with the engine's values, the value recomputed from them, and once
 * more from the pixels up, both in plain loops.
 * @param most multiplications for the way from the pixels; it is left out where there are more
 * @throws AppError `not-found`, `invalid-argument` naming what there is
 */
export function traceUnit(pass: KeptPass, layer: string, unit: UnitPlace, most = USUAL_PRODUCTS): UnitTrace {
  const { model, weights, normalisation, silenced } = pass.loaded
  const [row, column, channel] = unit
  unitCells(model, layer, { row, column, channel })
  const resolved = model.layers.find((candidate) => candidate.layer.id === layer)
  const output = pass.outputs.get(layer)
  if (!resolved || !output) throw new AppError('invalid-argument', phrase`The input is the picture itself: there is no arithmetic behind it. Name a layer.`, { layer })
  const input = normalise(pass.input.data, model.inputShape[2] ?? 1, normalisation)
  const read = resolved.inputs.map((id) => (id === INPUT_ID ? reader(model.inputShape, input) : reader(pass.outputs.get(id)?.shape ?? [], pass.outputs.get(id)?.data ?? [])))
  const arithmetic = arithmeticOf(resolved, weights, unit, silenced)
  const { value: recomputed, values, winner } = evaluate(arithmetic, (from, ...place) => read[from]?.(...place) ?? NaN)
  let at = 0
  const groups = arithmetic.terms.map(({ input: from, units, weights: factors }) => {
    const part = Float32Array.from(values.subarray(at, at + units.length / 3))
    at += units.length / 3
    return { source: resolved.inputs[from] ?? INPUT_ID, units, values: part, weights: factors ?? null }
  })
  return {
    layer,
    kind: resolved.layer.kind,
    unit: [row, column],
    channel,
    value: reader(output.shape, output.data)(row, column, channel),
    recomputed,
    fromPixels: fromPixels(model, weights, input, layer, unit, { most, silenced }),
    combine: arithmetic.combine,
    function: arithmetic.combine === 'function' ? arithmetic.function : null,
    bias: arithmetic.combine === 'sum' ? arithmetic.bias : null,
    winner: winner ?? (arithmetic.combine === 'softmax' ? arithmetic.own : null),
    padding: arithmetic.padding,
    groups,
  }
}
