import { type RasterPicture, toInput } from '../../pictures'
import type { Target } from './target'

/** Bytes of a picture brought to a target: height · width · channels. */
export const fitted = (picture: RasterPicture, target: Target): Uint8Array =>
  Uint8Array.from(toInput(picture, target, { fitting: target.fit }), (value) =>
    Math.round(value * 255),
  )
