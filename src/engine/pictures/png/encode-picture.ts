import { encodeRgb } from './encode'
import type { Pictures } from './picture-sheet'

/** One picture as PNG, pixel by pixel; grey in three equal colours. */
export function encodePicture({ height, width, channels, pixels }: Pictures): Promise<Uint8Array> {
  const rgb =
    channels === 3
      ? pixels
      : Uint8Array.from({ length: 3 * height * width }, (_, i) =>
          Number(pixels[Math.floor(i / 3) * channels]),
        )
  return encodeRgb({ height, width, rgb })
}
