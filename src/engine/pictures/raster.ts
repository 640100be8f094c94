import type { PictureNote } from '@shared/picture-notes'

/**
 * A decoded picture, upright, 8 bits a sample and opaque: what is shown is what the network gets.
 */
export interface RasterPicture {
  readonly height: number
  readonly width: number
  /** What the file held: 1 grey, 3 colour, 4 with transparency. */
  readonly channels: 1 | 3 | 4
  /** height · width · 4 bytes, row by row; alpha is always 255 (see `overWhite`). */
  readonly rgba: Uint8Array
  /** What was done to it that a person should know; absent where nothing was. */
  readonly notes?: readonly PictureNote[]
}

/**
 * Transparent pixels are laid over white: a drawing with a transparent background then looks as it
 * does on paper, dark strokes on white.
 * @param value sample, 0…255
 * @param alpha its opacity, 0…255
 */
export function overWhite(value: number, alpha: number): number {
  return alpha === 255 ? value : Math.round((value * alpha + 255 * (255 - alpha)) / 255)
}
