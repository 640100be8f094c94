import { tensor, type Context, type Reader } from './context'
import { NodeFault, requireThat } from './node'
import type { Operation } from './arithmetic'
import type { ErrorFunction, Tensor, Value } from './values'

const isAbout = (value: number, known: number): boolean => Math.abs(value - known) < 1e-6

/** The layer's output that a rescaling without an offset multiplies, and the factor. */
function unscaled({ network }: Context, given: Tensor): { id: string; factor: number } | undefined {
  const layer = network.layer(given.id)
  const isFactor = layer?.kind === 'scale' && typeof layer.scale === 'number' && layer.offset === 0
  return isFactor ? { id: layer.inputs?.[0] ?? '', factor: layer.scale as number } : undefined
}

/** erf(x / √2), the beginning of a GELU that is written out. */
export const erf: Reader = (context) => {
  const given = tensor(context)
  const source = unscaled(context, given)
  requireThat(
    source !== undefined && isAbout(source.factor, Math.SQRT1_2),
    'is an error function that is no part of a GELU',
  )
  const of = { ...given, id: source.id }
  return [{ kind: 'erf', of, isShifted: false, factor: 1, timesInput: false }]
}

/** Done where it is x/2 · (1 + erf(x / √2)). */
function settled({ network, node }: Context, formula: ErrorFunction): Value {
  const isGelu = formula.isShifted && formula.timesInput && isAbout(formula.factor, 0.5)
  if (!isGelu) return formula
  const { of } = formula
  return network.add(node, [of], { kind: 'activation', function: 'gelu' }, of.view)
}

export function errorFunctionWith(
  context: Context,
  formula: ErrorFunction,
  number: number,
  op: Operation,
): Value {
  if (
    op === 'Add' &&
    number === 1 &&
    !formula.isShifted &&
    formula.factor === 1 &&
    !formula.timesInput
  )
    return { ...formula, isShifted: true }
  if (formula.isShifted && (op === 'Mul' || op === 'Div'))
    return settled(context, {
      ...formula,
      factor: op === 'Mul' ? formula.factor * number : formula.factor / number,
    })
  throw new NodeFault('computes with an error function that is no GELU')
}

export function productWithErrorFunction(
  context: Context,
  formula: ErrorFunction,
  other: Tensor,
): Value {
  const source = unscaled(context, other)
  const factor =
    other.id === formula.of.id ? 1 : source?.id === formula.of.id ? source.factor : undefined
  if (factor === undefined || formula.timesInput || !formula.isShifted)
    throw new NodeFault('computes with an error function that is no GELU')
  return settled(context, { ...formula, timesInput: true, factor: formula.factor * factor })
}
