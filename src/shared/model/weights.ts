/** Numbers with a shape, row-major, last axis fastest. */
export interface NamedArray {
  readonly shape: readonly number[]
  readonly data: Float32Array
  /** In which fewer bits the numbers can be stored without a loss, because they were rounded. */
  readonly rounded?: Rounding
}

/** Numbers in fewer bits: halves, or whole numbers that stand for q · scale + min. */
export type Rounding =
  | { readonly dtype: 'float16' }
  | { readonly dtype: 'uint8' | 'uint16'; readonly scale: number; readonly min: number }

/** Weights of a network: `<layer id>.<weight name>` → array. */
export type NamedArrays = ReadonlyMap<string, NamedArray>

/** Channels that are switched off, by layer: their outputs are 0 whatever goes in. */
export type Silenced = ReadonlyMap<string, ReadonlySet<number>>
