/** Numbers with a shape, row-major, last axis fastest. */
export interface NamedArray {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/** Weights of a network: `<layer id>.<weight name>` → array. */
export type NamedArrays = ReadonlyMap<string, NamedArray>
