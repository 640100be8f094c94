import { blur } from './blur'
import { addNoise } from './noise'
import { warp, type Placement } from './warp'

/**
 * The sliders' changes of a picture, in this order: scaled and turned, moved, blurred, noise added.
 */
export interface Transform extends Placement {
  /** Standard deviation in pixels. */
  readonly blur: number
  /** Standard deviation of the noise, 0…255 being the whole range. */
  readonly noise: number
}

export const IDENTITY: Transform = { shift: [0, 0], rotate: 0, scale: 1, blur: 0, noise: 0 }

export const isIdentity = ({ shift, rotate, scale, blur: sigma, noise }: Transform): boolean =>
  shift[0] === 0 && shift[1] === 0 && rotate === 0 && scale === 1 && sigma === 0 && noise === 0

/**
 * A transformed copy of a picture of bytes. Only the result is rounded, so that the numbers that
 * are shown, saved and computed with are the same.
 * @param normal standard normal numbers for the noise
 */
export function transform(
  pixels: Uint8Array,
  size: { readonly height: number; readonly width: number; readonly channels: number },
  { blur: sigma, noise, ...placement }: Transform,
  normal: () => number,
): Uint8Array {
  const moved = warp({ ...size, data: Float32Array.from(pixels) }, placement)
  const { data } = addNoise(blur(moved, sigma), noise, normal)
  return Uint8Array.from(data, (value) => Math.round(Math.min(255, Math.max(0, value))))
}
