import type { Fitting } from '@shared/recipe/fitting'
import { toInput } from './input'
import type { RasterPicture } from './raster'

/** What a data set's pictures are brought to. */
export interface PictureTarget {
  readonly height: number
  readonly width: number
  readonly channels: 1 | 3
  readonly fit: Fitting
}

/** A picture as a data set keeps it, and what it was. */
export interface FittedPicture {
  /** Before it was fitted. */
  readonly height: number
  readonly width: number
  readonly isGrey: boolean
  /** height · width · channels bytes of the target. */
  readonly pixels: Uint8Array
}

/** A picture brought to a target, in whole levels. */
export function fitted(picture: RasterPicture, target: PictureTarget): FittedPicture {
  const input = toInput(picture, target, { fitting: target.fit })
  const pixels = new Uint8Array(input.length)
  for (let at = 0; at < input.length; at++) pixels[at] = Math.round((input[at] ?? 0) * 255)
  const { height, width, channels } = picture
  return { height, width, isGrey: channels === 1, pixels }
}
