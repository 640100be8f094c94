import { ACTIVATIONS, numberOf, type ActivationFunction } from '@shared/layers/activation'
import { FUNCTIONS } from '@shared/model/trace/functions'
import { evaluated, type Term } from './term'

/** Where formulas are compared: on both sides of every bend of the functions that are known. */
const PLACES = Float64Array.from({ length: 65 }, (_, i) => (i - 32) / 4 + (i % 3) / 17)
/** Constants of a file have 7 digits. */
const TOLERANCE = 1e-5

/** A function of each value by itself, as the settings of a layer. */
export type Known =
  | {
      readonly kind: 'activation'
      readonly function: ActivationFunction
      readonly slope?: number
      readonly alpha?: number
    }
  | { readonly kind: 'scale'; readonly scale: number; readonly offset: number }

const asWritten = (value: number): number => Number(value.toPrecision(7))

const isSame = (values: Float64Array, f: (x: number) => number): boolean =>
  values.every((value, i) => {
    const known = f(PLACES[i] ?? NaN)
    return Math.abs(value - known) <= TOLERANCE * Math.max(1, Math.abs(known))
  })

/** The activation that a formula writes out, or the rescaling; undefined for any other formula. */
export function knownFunction(term: Term): Known | undefined {
  const values = evaluated(term, PLACES)
  if (values.length !== PLACES.length || !values.every(Number.isFinite)) return undefined
  const at = (x: number): number => evaluated(term, Float64Array.of(x))[0] ?? NaN
  const [offset, scale] = [asWritten(at(0)), asWritten(at(1) - at(0))]
  if (isSame(values, (x) => scale * x + offset)) return { kind: 'scale', scale, offset }
  const name = ACTIVATIONS.find((each) => {
    const number = numberOf({ function: each })
    return isSame(values, (x) => FUNCTIONS[each](x, number))
  })
  if (name) return { kind: 'activation', function: name }
  const slope = asWritten(-at(-1))
  if (slope >= 0 && isSame(values, (x) => FUNCTIONS.leakyRelu(x, slope)))
    return { kind: 'activation', function: 'leakyRelu', slope }
  const alpha = asWritten(at(-1) / Math.expm1(-1))
  if (alpha >= 0 && isSame(values, (x) => FUNCTIONS.elu(x, alpha)))
    return { kind: 'activation', function: 'elu', alpha }
  const rise = asWritten(4 * (at(0.25) - 0.5))
  if (rise >= 0 && isSame(values, (x) => FUNCTIONS.hardSigmoid(x, rise)))
    return { kind: 'activation', function: 'hardSigmoid', slope: rise }
  return undefined
}
