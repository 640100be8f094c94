import type { Picture } from '@shared/contract/inspect'
import type { ErrorData } from '@shared/errors'
import type { FittedPicture, PictureTarget } from './fitted'
import type { InputOptions } from './input'
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

/**
 * What the pictures' thread is asked for: a picture with a copy for the screen, or without, or as a
 * data set keeps it.
 */
export type PictureTask =
  | { readonly kind: 'decode' | 'raster'; readonly bytes: Uint8Array; readonly name: string }
  | {
      readonly kind: 'fitted'
      readonly bytes: Uint8Array
      readonly name: string
      readonly target: PictureTarget
    }
  | {
      readonly kind: 'fit'
      readonly raster: RasterPicture
      readonly size: InputSize
      readonly how: InputOptions
    }

export type PictureAnswer = DecodedPicture | RasterPicture | FittedPicture | Float32Array

export type ToPictureWorker = PictureTask & { readonly id: number }
export type FromPictureWorker =
  /** The decoder is ready; its compiled code serves the next thread too. */
  | { readonly ready: WebAssembly.Module }
  | {
      readonly id: number
      readonly answer: PictureAnswer
      /** The thread holds much memory, which it can only give back by ending. */
      readonly spent: boolean
    }
  | { readonly id: number; readonly error: ErrorData; readonly spent: boolean }
