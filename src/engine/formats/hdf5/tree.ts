import type { Shape } from '@shared/layers/definition'

/** A text of an attribute, or several. */
export type Hdf5Text = string | readonly string[]

/** The type whose numbers are read. */
export const FLOAT32 = 'float32'

/** An array of numbers in a file. */
export interface Hdf5Array {
  readonly shape: Shape
  /** Its type: `float32`, `uint8` … */
  readonly type: string
  /** Absent for types other than float32, whose numbers are not read. */
  readonly data?: Float32Array
}

/** What was asked of an HDF5 file. Paths have no slash at their start; that of the root is "". */
export interface Hdf5Tree {
  /** Attributes by the path of their group and then by name. */
  readonly attributes: ReadonlyMap<string, ReadonlyMap<string, Hdf5Text>>
  readonly arrays: ReadonlyMap<string, Hdf5Array>
}

/** What is read of an HDF5 file. */
export interface Hdf5Request {
  readonly bytes: Uint8Array
  /** The file's name, for messages. */
  readonly name: string
  /** Attributes that are read where a group has them; a name may be followed by a number. */
  readonly attributes: readonly string[]
  /** Groups of the root whose arrays are read. */
  readonly groups: readonly string[]
  /** The most bytes of all arrays together. */
  readonly limit: number
}
