import type { ErrorData } from '@shared/errors'
import type { Hdf5Request, Hdf5Tree } from './tree'

export type ToHdf5Worker = Hdf5Request & { readonly id: number }
export type FromHdf5Worker =
  | { readonly id: number; readonly tree: Hdf5Tree }
  /** `spent`: the library's code failed, so that its thread is to be replaced. */
  | { readonly id: number; readonly error: ErrorData; readonly spent: boolean }
