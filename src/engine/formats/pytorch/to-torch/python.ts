import type { ExplicitPadding, Pair } from '@shared/math/geometry'

/** A number as Python has it, small ones as powers of ten. */
export const num = (value: number): string =>
  value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential() : String(value)

/** A pair as PyTorch takes it: one number where both are equal. */
export const pair = ([a, b]: Pair): string => (a === b ? num(a) : `(${num(a)}, ${num(b)})`)

export const tuple = (values: readonly number[]): string =>
  `(${values.map(num).join(', ')}${values.length === 1 ? ',' : ''})`

/** Settings by name, without those that are PyTorch's own. */
export const call = (
  name: string,
  positional: readonly (number | string)[],
  settings: readonly (readonly [name: string, value: string, preset: string])[] = [],
): string => {
  const named = settings.flatMap(([key, value, preset]) =>
    value === preset ? [] : [`${key}=${value}`],
  )
  return `${name}(${[...positional.map(String), ...named].join(', ')})`
}

export const bool = (value: boolean): string => (value ? 'True' : 'False')

/** The same number of rows before and behind, of columns left and right. */
export const isEven = ([v, h]: ExplicitPadding): boolean => v[0] === v[1] && h[0] === h[1]

/** Sides in the order of `F.pad`: left, right, top, bottom. */
export const sides = ([[top, bottom], [left, right]]: ExplicitPadding): readonly number[] => [
  left,
  right,
  top,
  bottom,
]

export const padded = (input: string, padding: ExplicitPadding, value?: string): string =>
  `F.pad(${input}, ${tuple(sides(padding))}${value === undefined ? '' : `, value=${value}`})`
