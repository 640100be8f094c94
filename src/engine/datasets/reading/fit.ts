import { type RasterPicture, toInput } from '../../pictures'
import type { Target } from './target'

/** Bytes of a picture brought to a target: height · width · channels. */
export function fitted(picture: RasterPicture, target: Target): Uint8Array {
  const shaped = target.fit === 'stretch' ? picture : reshaped(picture, target)
  return Uint8Array.from(toInput(shaped, target), (value) => Math.round(value * 255))
}

/** The picture in the target's proportions: its middle, or all of it on black. */
function reshaped(picture: RasterPicture, { height, width, fit }: Target): RasterPicture {
  const isWide = picture.width * height > picture.height * width
  const widen = isWide === (fit === 'pad')
  const [tall, broad] = widen
    ? [Math.max(1, Math.round((picture.width * height) / width)), picture.width]
    : [picture.height, Math.max(1, Math.round((picture.height * width) / height))]
  const rgba = new Uint8Array(tall * broad * 4)
  for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255
  const [top, left] = [
    Math.floor((picture.height - tall) / 2),
    Math.floor((picture.width - broad) / 2),
  ]
  const [from, to] = [Math.max(0, left), Math.min(picture.width, left + broad)]
  for (let row = 0; row < tall; row++) {
    const source = row + top
    if (source < 0 || source >= picture.height) continue
    const start = (source * picture.width + from) * 4
    rgba.set(picture.rgba.subarray(start, start + (to - from) * 4), (row * broad + from - left) * 4)
  }
  return { height: tall, width: broad, channels: picture.channels, rgba }
}
