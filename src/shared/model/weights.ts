/** Numbers with a shape, row-major, last axis fastest. */
export interface NamedArray {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/** Weights of a network: `<layer id>.<weight name>` → array. */
export type NamedArrays = ReadonlyMap<string, NamedArray>

/** Channels that are switched off, by layer: their outputs are 0 whatever goes in. */
export type Silenced = ReadonlyMap<string, ReadonlySet<number>>
