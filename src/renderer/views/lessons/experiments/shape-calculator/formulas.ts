import {
  axisArithmetic,
  formulaValue,
  SHAPE_FORMULAS,
  type Axis,
  type ShapeFormula,
} from '@shared/math/shape-arithmetic'
import { axisOf, type ShapeState } from './state'

/** A formula of the section with its letters and with its numbers. */
export interface ShownFormula {
  readonly id: ShapeFormula
  readonly applies: boolean
  readonly letters: string
  readonly numbers: string
}

const LETTERS: Readonly<Record<ShapeFormula, string>> = {
  strided: '\\lfloor (n-k+p+s)/s \\rfloor',
  unit: 'n-k+p+1',
  plain: 'n-k+1',
  kept: '\\lfloor (n+s-1)/s \\rfloor',
  same: 'n',
  divisible: 'n/s',
}

function withNumbers(
  id: ShapeFormula,
  { input: n, stride: s }: Axis,
  extent: number,
  p: number,
): string {
  switch (id) {
    case 'strided':
      return `\\lfloor (${n}-${extent}+${p}+${s})/${s} \\rfloor`
    case 'unit':
      return `${n}-${extent}+${p}+1`
    case 'plain':
      return `${n}-${extent}+1`
    case 'kept':
      return `\\lfloor (${n}+${s}-1)/${s} \\rfloor`
    case 'same':
      return String(n)
    case 'divisible':
      return `${n}/${s}`
  }
}

/** Every formula of 6.2.2 for one axis, those that don't apply without numbers. */
export function formulasOf(axis: Axis): readonly ShownFormula[] {
  const { extent, totalPadding, formulas } = axisArithmetic(axis)
  return SHAPE_FORMULAS.map((id) => {
    const applies = formulas.includes(id)
    return {
      id,
      applies,
      letters: LETTERS[id],
      numbers: applies
        ? `${withNumbers(id, axis, extent, totalPadding)}${id === 'same' ? '' : ` = ${formulaValue(id, axis)}`}`
        : '',
    }
  })
}

/** Both axes by the general formula, and the extent of a dilated kernel. */
export function liveOf(state: ShapeState): readonly string[] {
  return ([0, 1] as const).map((i) => {
    const axis = axisOf(state, i)
    const { extent, totalPadding, output } = axisArithmetic(axis)
    const name = i === 0 ? 'h' : 'w'
    const spread =
      axis.dilation > 1
        ? `k'_${name} = ${axis.dilation}\\cdot(${axis.kernel}-1)+1 = ${extent},\\quad `
        : ''
    return `${spread}\\left\\lfloor\\frac{${axis.input}-${extent}+${totalPadding}+${axis.stride}}{${axis.stride}}\\right\\rfloor = ${output}`
  })
}
