import type { Picture } from '@shared/contract/inspect'
import type { ErrorData } from '@shared/errors'
import type { RasterPicture } from './raster'

export interface InputSize {
  readonly height: number
  readonly width: number
  readonly channels: number
}

export interface DecodedPicture {
  readonly raster: RasterPicture
  /** A copy for the screen. */
  readonly preview: Picture['preview']
}

/** What the pictures' thread is asked for. */
export type PictureTask =
  | { readonly kind: 'decode'; readonly bytes: Uint8Array; readonly name: string }
  | {
      readonly kind: 'fit'
      readonly raster: RasterPicture
      readonly size: InputSize
      readonly invert: boolean
    }

export type ToPictureWorker = PictureTask & { readonly id: number }
export type FromPictureWorker =
  | { readonly id: number; readonly answer: DecodedPicture | Float32Array }
  | { readonly id: number; readonly error: ErrorData }
