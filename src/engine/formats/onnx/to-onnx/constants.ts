import type { OnnxConstant, OnnxNode } from './node'

export const scalar = (name: string, value: number): OnnxConstant => ({
  name,
  shape: [],
  values: Float32Array.of(value),
})

/** A list of the same number. */
export const repeated = (name: string, length: number, value: number): OnnxConstant => ({
  name,
  shape: [length],
  values: new Float32Array(length).fill(value),
})

/** A list of whole numbers as the operators take them. */
export const wholes = (name: string, values: readonly number[]): OnnxConstant => ({
  name,
  shape: [values.length],
  values: BigInt64Array.from(values, BigInt),
})

/**
 * Cells from `from` up to `end`, which is excluded, of each of `axes`.
 * @param name begins the names of its constants
 */
export function sliced(
  name: string,
  [input, output]: readonly [string, string],
  { axes, from, end }: Readonly<Record<'axes' | 'from' | 'end', readonly number[]>>,
): { readonly node: OnnxNode; readonly constants: readonly OnnxConstant[] } {
  const constants = [
    wholes(`${name}_starts`, from),
    wholes(`${name}_ends`, end),
    wholes(`${name}_axes`, axes),
  ]
  const inputs = [input, ...constants.map((each) => each.name)]
  return { node: { op: 'Slice', inputs, output }, constants }
}
